using System.Reflection;
using Xunit.v3;

namespace SecretScoops.Governance.EndToEnd.Tests.LeastPrivilege;

/// <summary>What the tests of a class have the tool and the functions call is held against the records, test by test.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class KeepsCallsAttribute : BeforeAfterTestAttribute, ITraitAttribute
{
    /// <summary>With it all of them can be run, and the records renewed.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("rights", "kept")];

    /// <inheritdoc/>
    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        // A test that failed may have called less; its own fault is told.
        if (TestContext.Current.TestState?.Result != TestResult.Failed)
        {
            CallsOfTest.Keep(test.UniqueID, methodUnderTest.IsDefined(typeof(CallsVaryAttribute)) ? null : Deed(methodUnderTest, test));
        }
    }

    private static string Deed(MethodInfo method, IXunitTest test)
    {
        var name = test.TestDisplayName;
        var given = name.IndexOf('(', StringComparison.Ordinal);
        return $"{method.DeclaringType!.Name}.{method.Name}{(given < 0 ? "" : name[given..])}".ReplaceLineEndings(" ");
    }
}

/// <summary>The test ends something at work, so that which calls were made by then is chance: they must be ones that other tests make, and are not recorded.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CallsVaryAttribute : Attribute;
