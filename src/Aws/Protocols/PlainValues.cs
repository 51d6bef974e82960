using System.Globalization;

namespace SecretScoops.Governance.Aws.Protocols;

/// <summary>Values as plain text: in headers, labels, queries, forms and XML.</summary>
internal static class PlainValues
{
    /// <summary>A floating-point number, with the three values that JSON has no literal for spelled as Smithy does.</summary>
    public static string Double(double value) => value switch
    {
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>Reads what <see cref="Double(double)"/> writes.</summary>
    public static double Double(string text, Member member) => text switch
    {
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        "NaN" => double.NaN,
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
        _ => throw new MalformedWireException($"{member.Name}: '{text}' is no number"),
    };

    /// <summary>Reads a whole number.</summary>
    public static long Long(string text, Member member) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new MalformedWireException($"{member.Name}: '{text}' is no integer");

    /// <summary>Reads a truth value; boto3's forms too (<c>True</c>).</summary>
    public static bool Boolean(string text, Member member) =>
        bool.TryParse(text, out var value) ? value : throw new MalformedWireException($"{member.Name}: '{text}' is neither true nor false");

    /// <summary>Reads base64.</summary>
    public static byte[] Blob(string text, Member member)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count)
            ? bytes[..count]
            : throw new MalformedWireException($"{member.Name} is not base64");
    }
}
