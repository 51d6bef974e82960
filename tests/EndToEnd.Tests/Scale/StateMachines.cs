using System.Text.Json.Nodes;
using SecretScoops.Governance.EndToEnd.Tests.Judges;

namespace SecretScoops.Governance.EndToEnd.Tests.Scale;

/// <summary>The state machines of <c>deploy/state-machines</c>, carried out by moto's Step Functions.</summary>
internal static class StateMachines
{
    /// <summary>The bucket of results in moto.</summary>
    public const string Results = "secret-scoops-map-results";

    private const string Execute = """
        import time, urllib.request
        name, definition, entered = sys.argv[1:]
        s3, states = boto3.client('s3'), boto3.client('stepfunctions')
        if not s3.list_buckets()['Buckets']:
            s3.create_bucket(Bucket='secret-scoops-map-results', CreateBucketConfiguration={'LocationConstraint': s3.meta.region_name})
        machine = states.create_state_machine(name=name, definition=definition, roleArn='arn:aws:iam::123456789012:role/machine')['stateMachineArn']
        execution = states.start_execution(stateMachineArn=machine, name='one', input=entered)['executionArn']
        bound = time.monotonic() + 170
        while (told := states.describe_execution(executionArn=execution))['status'] == 'RUNNING' and time.monotonic() < bound:
            time.sleep(0.05)
        events = states.get_execution_history(executionArn=execution)['events']
        answer({'status': told['status'], 'output': told.get('output'), 'error': told.get('error'), 'cause': told.get('cause'),
            'states': [event['stateEnteredEventDetails']['name'] for event in events if 'stateEnteredEventDetails' in event]})
        """;

    /// <summary>Where they lie.</summary>
    public static string Folder => Path.Combine(BaselineTool.RepositoryRoot(), "deploy", "state-machines");

    /// <summary>A definition as it is deployed.</summary>
    /// <param name="name">Of the file, without its ending.</param>
    /// <param name="substituted">What CloudFormation puts in, beside the partition and the bucket.</param>
    public static string Definition(string name, params (string Name, string Value)[] substituted)
    {
        var text = File.ReadAllText(Path.Combine(Folder, $"{name}.asl.json"));
        foreach (var (variable, value) in substituted.Append(("Partition", "aws")).Append(("ResultsBucket", Results)))
        {
            text = text.Replace($"${{{variable}}}", value, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>The same as JSON, to look at.</summary>
    public static JsonNode Parsed(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.asl.json")))!;

    /// <summary>moto, empty, that carries state machines out and calls functions that are run.</summary>
    /// <param name="functions">Where functions are called.</param>
    /// <param name="results">Whose S3 the results of a Map are put into; moto's own where null.</param>
    public static async Task<MotoServer> StartAsync(Uri functions, Uri? results = null)
    {
        var script = await File.ReadAllTextAsync(Path.Combine(BaselineTool.RepositoryRoot(), "tests", "EndToEnd.Tests", "Scale", "state-machines.py"), TestContext.Current.CancellationToken);
        var moto = new MotoServer { Taught = $"import os\nos.environ['FUNCTIONS'] = '{functions}'\nos.environ['RESULTS'] = '{results}'\n{script}" };
        await moto.InitializeAsync();
        using var client = new HttpClient();
        using var content = new StringContent("""{"stepfunctions":{"execute_state_machine":true},"lambda":{"use_docker":false}}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(moto.Access.Endpoint, "/moto-api/config"), content, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return moto;
    }

    /// <summary>Makes the state machine and executes it once, to its end.</summary>
    public static async Task<Execution> ExecuteAsync(Desk desk, MotoServer moto, string name, string definition, string input = "{}")
    {
        var told = await new Boto3(desk, moto.Access).Run(Execute, name, definition, input);
        return new(
            told.GetProperty("status").GetString()!,
            JsonNode.Parse(told.GetProperty("output").GetString() ?? "{}")!,
            told.GetProperty("error").GetString(),
            told.GetProperty("cause").GetString(),
            [.. told.GetProperty("states").EnumerateArray().Select(state => state.GetString()!)]);
    }
}

/// <summary>How an execution ended.</summary>
/// <param name="Status">As Step Functions has it.</param>
/// <param name="Output">Nothing of one that failed.</param>
/// <param name="Error">Why it failed, in a word.</param>
/// <param name="Cause">Why it failed, in sentences.</param>
/// <param name="States">Those that were entered, in order.</param>
internal sealed record Execution(string Status, JsonNode Output, string? Error, string? Cause, IReadOnlyList<string> States);
