using System.Text.Json.Nodes;
using Amazon.EventBridge.Model;
using SecretScoops.Governance.EndToEnd.Tests.Judges;
using SecretScoops.Governance.Faults;
using SecretScoops.Governance.Templates;

namespace SecretScoops.Governance.EndToEnd.Tests.Scale;

/// <summary>What <c>deploy/scale.yaml</c> says, as it comes to be in an account.</summary>
/// <param name="account">By id.</param>
/// <param name="region">Of the stack.</param>
internal sealed class ScaleTemplate(string account, string region)
{
    private readonly World world = new(Read(), new());

    /// <summary>As it is written.</summary>
    public static string File => Path.Combine(BaselineTool.RepositoryRoot(), "deploy", "scale.yaml");

    /// <summary>A function's variables.</summary>
    /// <param name="worker"><c>apply</c> or <c>report</c>.</param>
    public (string Name, string Value)[] Variables(string worker) => Values(Named(Capital(worker))["Environment"]["Variables"]);

    /// <summary>What a definition leaves open, and what CloudFormation puts in.</summary>
    /// <param name="machine">Its file's name, without its ending.</param>
    public (string Name, string Value)[] Substitutions(string machine) => Values(Named($"{Capital(machine)}Machine")["DefinitionSubstitutions"]);

    /// <summary>The definition with that put in.</summary>
    public string Definition(string machine) => StateMachines.Definition(machine, Substitutions(machine));

    /// <summary>The name of a bucket or a function.</summary>
    /// <param name="resource">Its logical id.</param>
    public string NameOf(string resource) => Value(Named(resource)[Named(resource).Type == "AWS::S3::Bucket" ? "BucketName" : "FunctionName"]);

    /// <summary>The rule that starts an apply, on a bus, with a queue in the place of the state machine.</summary>
    /// <param name="bus">By name.</param>
    /// <param name="queue">By ARN.</param>
    public (PutRuleRequest Rule, PutTargetsRequest Targets) RuleOfAccountVended(string bus, string queue)
    {
        var rule = Named("AccountVended");
        var (name, target) = (Value(rule["Name"]), Assert.Single(rule["Targets"].Items));
        var transformer = target["InputTransformer"];
        return (
            new() { Name = name, EventBusName = bus, EventPattern = Json(rule["EventPattern"]).ToJsonString() },
            new()
            {
                Rule = name,
                EventBusName = bus,
                Targets =
                [
                    new()
                    {
                        Id = Value(target["Id"]),
                        Arn = queue,
                        InputTransformer = new() { InputPathsMap = Values(transformer["InputPathsMap"]).ToDictionary(path => path.Name, path => path.Value), InputTemplate = Value(transformer["InputTemplate"]) },
                    },
                ],
            });
    }

    private JsonNode Json(Element element) => element.Knowledge switch
    {
        Knowledge.Map => new JsonObject(element.Properties.Select(property => KeyValuePair.Create(property.Name.Key!, (JsonNode?)Json(property.Value)))),
        Knowledge.List => new JsonArray([.. element.Items.Select(Json)]),
        _ => Value(element),
    };

    private (string Name, string Value)[] Values(Element map) => [.. map.Properties.Select(property => (property.Name.Key!, Value(property.Value)))];

    private string Value(Element element) => Substitution.Fill(element.Written, variable => variable switch
    {
        "AWS::Partition" => "aws",
        "AWS::Region" => region,
        "AWS::AccountId" => account,
        "NamePrefix" => "secret-scoops-",
        _ => NameOf(variable),
    });

    private Resource Named(string resource) => world.Resources.Single(each => each.Name == resource);

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static Template Read()
    {
        var faults = new FaultLog();
        var template = TemplateFile.Read(File, faults) is { } root ? Template.Read(root, new Dictionary<string, string>(), faults) : null;
        Assert.Empty(faults.Faults);
        return template!;
    }
}
