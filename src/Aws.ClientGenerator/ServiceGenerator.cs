using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SecretScoops.Governance.Aws.ClientGenerator.Code;
using SecretScoops.Governance.Aws.ClientGenerator.Model;

namespace SecretScoops.Governance.Aws.ClientGenerator;

/// <summary>Generates service clients and the sandbox's wire side from the additional files that carry the metadata <c>AwsSide</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ServiceGenerator : IIncrementalGenerator
{
    private static readonly DiagnosticDescriptor Broken = new(
        "SSG001", "A service model cannot be generated from", "{0}", "SecretScoops.Generator", DiagnosticSeverity.Error, isEnabledByDefault: true);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var models = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Where(static pair => pair.Left.Path.EndsWith(".json", System.StringComparison.OrdinalIgnoreCase))
            .Select(static (pair, cancellation) =>
            {
                _ = pair.Right.GetOptions(pair.Left).TryGetValue("build_metadata.AdditionalFiles.AwsSide", out var side);
                return string.IsNullOrEmpty(side) ? null : new ModelFile(pair.Left.Path, side!, pair.Left.GetText(cancellation)?.ToString() ?? "");
            })
            .Where(static model => model is not null);
        context.RegisterSourceOutput(models, static (output, file) => Generate(output, file!));
    }

    private static void Generate(SourceProductionContext output, ModelFile file)
    {
        try
        {
            var model = ServiceModel.Read(file.Text);
            if (file.Client && model.Client is not null)
            {
                foreach (var (name, text) in ClientCode.Files(model))
                {
                    output.AddSource(name, SourceText.From(text, Encoding.UTF8));
                }
            }

            if (file.Server)
            {
                foreach (var (name, text) in ServerCode.Files(model))
                {
                    output.AddSource(name, SourceText.From(text, Encoding.UTF8));
                }
            }
        }
        catch (ModelException fault)
        {
            var position = new LinePosition(fault.Line - 1, 0);
            output.ReportDiagnostic(Diagnostic.Create(Broken, Location.Create(file.Path, default, new LinePositionSpan(position, position)), fault.Message));
        }
    }
}
