namespace SecretScoops.Governance.Controls;

/// <summary>A control as an environment asks for it.</summary>
/// <param name="Control">Its id.</param>
/// <param name="Title">What is compliant, in one sentence.</param>
/// <param name="Severity">How bad it is when it is not met.</param>
/// <param name="Parameters">As the environment has them.</param>
internal sealed record ControlDemand(string Control, string Title, AlertSeverity Severity, IReadOnlyDictionary<string, string> Parameters);

/// <summary>Everything that one environment asks for.</summary>
/// <param name="Environment">Its name.</param>
/// <param name="ById">Control → the demand; what is not asked for is not in it.</param>
internal sealed record ControlDemands(string Environment, IReadOnlyDictionary<string, ControlDemand> ById);
