using System.Text.Json;

namespace SecretScoops.Governance.Workflows.Tests;

/// <summary>A <c>gh</c> on a desk that answers from a file, keeps what it is sent, and writes down how it was called.</summary>
internal static class GitHub
{
    private const string Script = """
        printf '%s\n' "$*" >> "$DESK/gh.log"
        filter=. method=GET
        while [ $# -gt 0 ]; do
            case $1 in
                --jq) filter=$2; shift ;;
                --method) method=$2; shift ;;
                --input) cp "$2" "$DESK/sent.json"; shift ;;
            esac
            shift
        done
        [ "$method" != GET ] || [ ! -e "$DESK/answer.json" ] || jq --raw-output "$filter" "$DESK/answer.json"
        exit "$(cat "$DESK/gh.code" 2> /dev/null || echo 0)"
        """;

    /// <summary>Puts it on the desk, with the answer to every read.</summary>
    public static void On(Desk desk, string answer = "[]")
    {
        Desk.Require("jq", "apt-get install jq");
        desk.Program("bin/gh", Script.Replace("$DESK", desk.Folder, StringComparison.Ordinal));
        desk.Write("answer.json", answer);
    }

    /// <summary>How it was called, a line each.</summary>
    public static string[] Calls(Desk desk) => File.Exists(desk.At("gh.log")) ? File.ReadAllLines(desk.At("gh.log")) : [];

    /// <summary>The body of what was sent last.</summary>
    public static string Sent(Desk desk)
    {
        using var sent = JsonDocument.Parse(desk.Read("sent.json"));
        return sent.RootElement.GetProperty("body").GetString()!;
    }
}
