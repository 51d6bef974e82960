using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SecretScoops.Governance.Aws.ClientGenerator;
using Xunit;

namespace SecretScoops.Governance.Aws.Tests.Generator;

/// <summary>The generator as the compiler sees it.</summary>
public sealed class ServiceGeneratorTests
{
    private const string Whole = """
        {
        "service":{"name":"small","client":"Small","wire":"Small","serviceId":"Small","protocol":"awsJson1.1","apiVersion":"1","endpointPrefix":"small","signingName":"small","targetPrefix":"S"},
        "operations":{
        "Get":{"http":"POST /","input":"GetInput","output":"GetOutput"}
        },
        "shapes":{
        "GetInput":{"type":"structure","members":{"Name":"Name"}},
        "GetOutput":{"type":"structure","members":{"Name":"Name"}},
        "Name":{"type":"string"}
        }
        }
        """;

    [Theory]
    [InlineData("\"GetOutput\":{\"type\":\"structure\"", "\"GetOutput\":{\"type\":\"tuple\"", 8, "GetOutput: type 'tuple' is none of")]
    [InlineData("{\"Name\":\"Name\"}},\n\"Name\"", "{\"Name\":\"Nome\"}},\n\"Name\"", 8, "there is no shape 'Nome'")]
    [InlineData("\"input\":\"GetInput\"", "\"input\":\"Name\"", 4, "Get: its input 'Name' is no structure")]
    [InlineData("awsJson1.1", "smoke", 2, "protocol 'smoke' is none of")]
    [InlineData("\"type\":\"string\"}\n", "\"type\":\"string\"\n", 11, "',' is expected, not")]
    [InlineData("POST /", "POST", 4, "'http' must be a method and a path")]
    public void A_broken_model_is_an_error_with_file_and_line(string from, string to, int line, string message)
    {
        var broken = Whole.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Whole, broken);

        var diagnostic = Assert.Single(Run(Driver(), "models/small.json", broken).GetRunResult().Diagnostics);

        Assert.Equal(("SSG001", DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.Equal("models/small.json", diagnostic.Location.GetLineSpan().Path);
        Assert.Equal(line, diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1);
        Assert.Contains(message, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Client", true, false)]
    [InlineData("Server", false, true)]
    [InlineData("Both", true, true)]
    [InlineData("", false, false)]
    public void The_metadata_says_which_side_is_made(string side, bool client, bool server)
    {
        var names = Run(Driver(side), "models/small.json", Whole).GetRunResult().Results.Single().GeneratedSources.Select(static source => source.HintName).ToList();

        Assert.Equal(client, names.Contains("Amazon.Small.Client.g.cs"));
        Assert.Equal(server, names.Contains("Wire.Small.Operations.g.cs"));
    }

    [Fact]
    public void The_same_model_makes_the_same_text() =>
        Assert.Equal(
            Run(Driver(), "a.json", Whole).GetRunResult().GeneratedTrees.Select(static tree => tree.ToString()),
            Run(Driver(), "a.json", Whole).GetRunResult().GeneratedTrees.Select(static tree => tree.ToString()));

    [Fact]
    public void An_unchanged_model_is_not_generated_again()
    {
        var compilation = CSharpCompilation.Create("empty");
        var driver = Run(Driver(), "a.json", Whole);

        var again = driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Another;", cancellationToken: TestContext.Current.CancellationToken)), TestContext.Current.CancellationToken);

        Assert.All(
            again.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(static steps => steps.Value).SelectMany(static step => step.Outputs),
            static output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    private static CSharpGeneratorDriver Driver(string side = "Both") => CSharpGeneratorDriver.Create(
        [new ServiceGenerator().AsSourceGenerator()],
        optionsProvider: new Options(side),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static GeneratorDriver Run(CSharpGeneratorDriver driver, string path, string text) =>
        driver.AddAdditionalTexts([new ModelText(path, text)]).RunGenerators(CSharpCompilation.Create("empty"), TestContext.Current.CancellationToken);

    private sealed class ModelText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Options(string side) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions => Values.None;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => Values.None;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
            new Values(ImmutableDictionary<string, string>.Empty.Add("build_metadata.AdditionalFiles.AwsSide", side));
    }

    private sealed class Values(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public static readonly Values None = new(ImmutableDictionary<string, string>.Empty);

        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
