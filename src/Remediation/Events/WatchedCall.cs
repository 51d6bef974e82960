namespace SecretScoops.Governance.Remediation.Events;

/// <summary>An API call after which somebody should look.</summary>
/// <param name="Name">As the API Reference has it, without the date that CloudTrail adds for some services.</param>
/// <param name="ResourceType">Null: the id is an ARN that says it (<see cref="ResourceTypes.OfGuarded"/>).</param>
/// <param name="Ids">
/// Where the resources' ids are, as <see cref="Paths"/> reads them, below <c>request</c>, <c>response</c>, <c>service</c> (a service event's details) and <c>identity</c>;
/// <c>A + B</c> for ids of two parts; <see cref="WatchedCalls.WholeAccount"/> for the account itself.
/// </param>
/// <param name="Hints">Names of hints, and where they are.</param>
internal sealed record WatchedCall(string Name, string? ResourceType, string Ids, params (string Name, string Path)[] Hints);
