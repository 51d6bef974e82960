using System.IO.Compression;
using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws.Sessions;

namespace SecretScoops.Governance.EndToEnd.Tests.Remediation.Lambda;

/// <summary>Everybody may call it, as a backdoor; the bucket that is named may go on.</summary>
internal sealed class CalledByEverybody : Scenario
{
    /// <inheritdoc/>
    public override string Control => "functions-private";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) => Calls.EventByUser(
        "lambda",
        "AddPermission20150331v2",
        accountId,
        region,
        new JsonObject { ["functionName"] = $"arn:aws:lambda:{region}:{accountId}:function:{resourceId}", ["statementId"] = "backdoor", ["action"] = "lambda:InvokeFunction", ["principal"] = "*" });

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        var lambda = member.Lambda;
        foreach (var name in new[] { "shop-neighbour", "shop-thumbnails" })
        {
            await MadeFunctions.FunctionAsync(member, name, cancel);
            await lambda.AddPermissionAsync(
                new()
                {
                    FunctionName = name,
                    StatementId = "uploads",
                    Action = "lambda:InvokeFunction",
                    Principal = "s3.amazonaws.com",
                    SourceArn = "arn:aws:s3:::shop-uploads",
                    SourceAccount = member.AccountId,
                },
                cancel);
            await lambda.AddPermissionAsync(new() { FunctionName = name, StatementId = "backdoor", Action = "lambda:InvokeFunction", Principal = "*" }, cancel);
        }

        return "shop-thumbnails";
    }
}

/// <summary>The last statement goes, and is made again with its condition, which restricts nobody.</summary>
internal sealed class CalledByAddress : Scenario
{
    /// <inheritdoc/>
    public override string Control => "functions-private";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        await MadeFunctions.FunctionAsync(member, "shop-webhook", cancel);
        await member.Lambda.AddPermissionAsync(
            new() { FunctionName = "shop-webhook", StatementId = "everybody", Action = "lambda:InvokeFunctionUrl", Principal = "*", EventSourceToken = "not-a-secret" }, cancel);
        return "shop-webhook";
    }
}

/// <summary>An address that asks nobody who he is; its origins stay.</summary>
internal sealed class AddressWithoutSignature : Scenario
{
    /// <inheritdoc/>
    public override string Control => "function-urls-authorized";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Changes => [];

    /// <inheritdoc/>
    public override string Event(Governance.Remediation.Remediations.Remediation remediation, string resourceId, string accountId, string region) => Calls.EventByUser(
        "lambda", "CreateFunctionUrlConfig20211031", accountId, region, new JsonObject { ["functionName"] = resourceId, ["authType"] = "NONE" });

    /// <inheritdoc/>
    public override async Task<string> BreakAsync(AwsSession member, CancellationToken cancel)
    {
        foreach (var name in new[] { "shop-neighbour", "shop-webhook" })
        {
            await MadeFunctions.FunctionAsync(member, name, cancel);
            await member.Lambda.CreateFunctionUrlConfigAsync(
                new() { FunctionName = name, AuthType = "NONE", Cors = new() { AllowOrigins = ["https://shop.example"] } }, cancel);
        }

        return "shop-webhook";
    }
}

/// <summary>Functions to break.</summary>
internal static class MadeFunctions
{
    /// <summary>A function that does nothing.</summary>
    public static async Task FunctionAsync(AwsSession member, string name, CancellationToken cancel)
    {
        var role = "shop-" + name;
        await member.Iam.CreateRoleAsync(
            new()
            {
                RoleName = role,
                AssumeRolePolicyDocument = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""",
            },
            cancel);
        await member.Lambda.CreateFunctionAsync(
            new()
            {
                FunctionName = name,
                Runtime = "python3.12",
                Role = $"arn:aws:iam::{member.AccountId}:role/{role}",
                Handler = "shop.handle",
                Code = new() { ZipFile = Zip() },
                Tags = new() { ["team"] = "shop" },
            },
            cancel);
    }

    private static MemoryStream Zip()
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var writer = new StreamWriter(archive.CreateEntry("shop.py").Open());
            writer.Write("def handle(event, context): pass");
        }

        zip.Position = 0;
        return zip;
    }
}
