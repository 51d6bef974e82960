using System.Runtime.CompilerServices;
using System.Text.Json;
using SecretScoops.Governance.Guardrails;
using Xunit;

namespace SecretScoops.Governance.Tests.Guardrails;

public sealed class ApiActionsTests
{
    /// <summary>The models of all services.</summary>
    public static TheoryData<string> Models => [.. Directory.GetFiles(Folder(), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_operation_of_the_models_needs_an_action_that_there_is(string service)
    {
        using var model = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder(), service + ".json")));

        var unknown = model.RootElement.GetProperty("operations").EnumerateObject().Select(operation => ApiActions.ActionOf(service, operation.Name)).Where(action => !Exists(action));

        Assert.Empty(unknown);
    }

    [Theory]
    [InlineData("s3", "GetBucketEncryption", "s3:GetEncryptionConfiguration")]
    [InlineData("s3", "ListBuckets", "s3:ListAllMyBuckets")]
    [InlineData("s3control", "PutPublicAccessBlock", "s3:PutAccountPublicAccessBlock")]
    [InlineData("apigateway", "UpdateStage", "apigateway:PATCH")]
    [InlineData("apigatewayv2", "TagResource", "apigateway:POST")]
    [InlineData("elbv2", "ModifyListener", "elasticloadbalancing:ModifyListener")]
    [InlineData("ec2", "RevokeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress")]
    public void An_action_is_named_as_IAM_names_it(string service, string operation, string action) => Assert.Equal(action, ApiActions.ActionOf(service, operation));

    private static bool Exists(string action) => action.Split(':') is [var prefix, var name] && ActionCatalogue.Embedded.Find(prefix)?.Has(name) == true;

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Aws/Models");
}
