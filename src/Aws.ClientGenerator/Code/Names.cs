using Microsoft.CodeAnalysis.CSharp;
using SecretScoops.Governance.Aws.ClientGenerator.Model;

namespace SecretScoops.Governance.Aws.ClientGenerator.Code;

/// <summary>Names as the official SDK makes them.</summary>
internal static class Names
{
    /// <summary>A property's name: the model's, with a capital.</summary>
    public static string Property(string name) => Capital(name);

    /// <summary>The property's name of a member.</summary>
    public static string Property(Part part) => Capital(part.Property);

    /// <summary>A class's name: the shape's, with a capital; IAM's <c>statusType</c> is <c>StatusType</c>.</summary>
    public static string Type(Shape shape) => Capital(shape.Name);

    /// <summary>A constant's name for an enumeration's value: the parts between signs, each with a capital; <c>t2.micro</c> is <c>T2Micro</c>.</summary>
    public static string Constant(string value)
    {
        var parts = new string([.. value.Select(c => char.IsLetterOrDigit(c) || c == '_' ? c : ' ')]).Split([' '], System.StringSplitOptions.RemoveEmptyEntries);
        var name = string.Concat(parts.Select(Capital));
        return name.Length == 0 ? "Empty" : char.IsDigit(name[0]) ? "_" + name : name;
    }

    /// <summary>A C# string literal.</summary>
    public static string Literal(string? value) => value is null ? "null" : SymbolDisplay.FormatLiteral(value, quote: true);

    private static string Capital(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);
}
