using System.Text.Json.Nodes;
using SecretScoops.Governance.Aws.Sessions;
using SecretScoops.Governance.Guardrails;
using SecretScoops.Governance.Policies;
using SecretScoops.Governance.Remediation.Events;

namespace SecretScoops.Governance.Remediation.Remediations;

/// <summary>
/// One control: how to see a resource, whether it keeps the rule, and how one atom of it is set. A fix sets atoms to what they should be; an undo sets the same atoms to what
/// they were. Stateless; one instance serves all.
/// </summary>
internal abstract class Remediation
{
    /// <summary>The rule's name, the same in <c>policies/remediations.json</c> and, where AWS Config checks it, in <c>policies/config-rules.json</c>.</summary>
    public abstract string Control { get; }

    /// <summary>As AWS Config names it; doorbells of other types are not for this remediation.</summary>
    public abstract string ResourceType { get; }

    /// <summary>Further types that the same rule is about: snapshots of clusters beside those of instances. The incident says which it is.</summary>
    public virtual IReadOnlyList<string> OtherTypes => [];

    /// <summary>The worst that its fix can bring about.</summary>
    public abstract Outage Outage { get; }

    /// <summary>Security Hub's controls for the same: <c>EC2.13</c>.</summary>
    public virtual IReadOnlyList<string> SecurityControls => [];

    /// <summary>API calls after which somebody should look: <c>ec2.amazonaws.com:AuthorizeSecurityGroupIngress</c>.</summary>
    public virtual IReadOnlyList<string> Calls => [];

    /// <summary>GuardDuty's findings after which somebody should look: types, <c>*</c> for any part of one.</summary>
    public virtual IReadOnlyList<string> FindingTypes => [];

    /// <summary>What <see cref="FindAsync"/> and <see cref="ReadAsync"/> need.</summary>
    public abstract IReadOnlyList<Need> Reads { get; }

    /// <summary>What <see cref="WriteAsync"/> needs; empty for a rule that nothing can mend in place.</summary>
    public virtual IReadOnlyList<Need> Writes => [];

    /// <summary>The type that an incident is filed under, so that one thing has one history whoever rang.</summary>
    public virtual string FiledUnder(string resourceType) => resourceType;

    /// <summary>The id that <see cref="ReadAsync"/> takes, where the event knows another; null when there is no such resource any more.</summary>
    public virtual Task<string?> FindAsync(Doorbell doorbell, Subject subject, CancellationToken cancellationToken) => Task.FromResult<string?>(subject.Id);

    /// <summary>
    /// All settings that the calls of <see cref="WriteAsync"/> could touch by accident, and what <see cref="Judge"/> looks at, with stable keys: maps by id where AWS has lists.
    /// No secret belongs in it. What changes by itself, as when a key was last used, stands under <c>observed</c>, which is not compared. Null when the resource is gone.
    /// </summary>
    public abstract Task<JsonObject?> ReadAsync(Subject subject, CancellationToken cancellationToken);

    /// <summary>What <see cref="ListAsync"/> needs.</summary>
    public virtual IReadOnlyList<Need> Lists => [];

    /// <summary>Whether it can say what there is; not so for a rule that AWS evaluates itself, for which nobody has to.</summary>
    public virtual bool CanList => Lists.Count > 0;

    /// <summary>Every resource of the type in the session's account and region; null when it <see cref="CanList">cannot</see>.</summary>
    /// <param name="session">With the rights of <see cref="Lists"/>.</param>
    /// <param name="demands">For what the policies alone know: that something is missing, AWS does not list.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public virtual Task<IReadOnlyList<string>?> ListAsync(AwsSession session, Demands demands, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>?>(null);

    /// <summary>What breaks the rule; empty when nothing does. Pure.</summary>
    public abstract IReadOnlyList<Violation> Judge(JsonObject image, Demands demands);

    /// <summary>
    /// The class of this fix, where it depends on the state: raising a retention costs nothing, setting one where none was restarts the database. One that is worse than
    /// <see cref="Outage"/> is done by itself only where the policies' matrix says so too. Pure.
    /// </summary>
    public virtual Outage OutageOf(JsonObject image, IReadOnlyList<Violation> violations) => Outage;

    /// <summary>The same, where it depends on what is asked or on the time: a key that was made minutes ago serves nobody yet. Pure.</summary>
    public virtual Outage OutageOf(JsonObject image, IReadOnlyList<Violation> violations, Demands demands) => OutageOf(image, violations);

    /// <summary>Sets one atom, to what it should be or to what it was.</summary>
    /// <param name="subject">The resource.</param>
    /// <param name="atom">As a <see cref="Violation"/> named it.</param>
    /// <param name="value">Null: it should not be there.</param>
    /// <param name="image">The resource as it was last read.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NotUndoableException">AWS gives no way back.</exception>
    public virtual Task WriteAsync(Subject subject, string atom, JsonNode? value, JsonObject image, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{Control} has no fix: it is only told of");

    /// <summary>How long beyond some seconds AWS may take to show what was written.</summary>
    public virtual TimeSpan Slowness => TimeSpan.Zero;

    /// <summary>What a person does about it, step by step, with the commands. Pure.</summary>
    public abstract IReadOnlyList<string> Steps(Subject subject, IReadOnlyList<Violation> violations);

    /// <summary>Whether it has a fix at all.</summary>
    public bool CanFix => Writes.Count > 0;

    /// <summary>Whether it can mend this case: what a fix needs may lack, such as a role, a certificate or a web ACL. What it cannot mend is told of. Pure.</summary>
    public virtual bool CanMend(JsonObject image, IReadOnlyList<Violation> violations) => CanFix;

    /// <summary>Whether an event is about this control.</summary>
    public bool IsRungBy(Doorbell doorbell) => (doorbell.ResourceType == ResourceType || OtherTypes.Contains(doorbell.ResourceType)) && doorbell.Trigger.Kind switch
    {
        TriggerKind.ConfigRule => doorbell.Trigger.Name == Control,
        TriggerKind.SecurityControl => SecurityControls.Contains(doorbell.Trigger.Name),
        TriggerKind.Call => Calls.Contains(doorbell.Trigger.Name),
        TriggerKind.FindingType => FindingTypes.Any(type => Wildcard.Matches(type, doorbell.Trigger.Name, StringComparison.Ordinal)),
        TriggerKind.SecurityHubRule or TriggerKind.StandardRule => false,
    };
}

/// <summary>What was done cannot be taken back: AWS keeps no copy, and neither may we.</summary>
/// <param name="why">One sentence, with what to do instead.</param>
internal sealed class NotUndoableException(string why) : Exception(why);
