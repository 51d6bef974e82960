using SecretScoops.Governance.Sandbox.State;
using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SecurityHub;

namespace SecretScoops.Governance.Sandbox.SecurityHub;

/// <summary>Parameters of controls.</summary>
internal sealed partial class SecurityHubSandbox
{
    public override UpdateSecurityControlResponse UpdateSecurityControl(UpdateSecurityControlRequest request, Call call)
    {
        var hub = Hub(call);
        RequireOwnSay(call);
        var id = Known(request.SecurityControlId![(request.SecurityControlId!.LastIndexOf('/') + 1)..]);
        foreach (var (name, configuration) in request.Parameters!)
        {
            ControlParameters.Require(id, name, configuration);
        }

        SetParameters(hub, id, request.Parameters!);
        return new UpdateSecurityControlResponse();
    }

    private static void SetParameters(StoredSecurityHub hub, string id, Dictionary<string, ParameterConfiguration> parameters)
    {
        if (!hub.Parameters.TryGetValue(id, out var own))
        {
            hub.Parameters.Add(id, own = new(StringComparer.Ordinal));
        }

        foreach (var (name, configuration) in parameters)
        {
            if (configuration.ValueType == "DEFAULT")
            {
                own.Remove(name);
            }
            else
            {
                own[name] = StoredShapes.Keep(configuration);
            }
        }

        if (own.Count == 0)
        {
            hub.Parameters.Remove(id);
        }
    }
}
