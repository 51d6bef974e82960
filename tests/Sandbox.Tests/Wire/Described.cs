using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Documents;
using SecretScoops.Governance.Aws.Protocols.Client;

namespace SecretScoops.Governance.Sandbox.Tests.Wire;

/// <summary>A structure of either side as text, so that client and server can be compared: what is null is left out.</summary>
internal static class Described
{
    private static readonly string[] OfTheSdk = ["ResponseMetadata", "ContentLength", "HttpStatusCode"];

    public static string Of(object value)
    {
        var text = new StringBuilder();
        Write(text, value, "");
        return text.ToString();
    }

    /// <summary>Copies what the two have by the same name.</summary>
    public static T Copy<T>(object from, T to)
        where T : notnull
    {
        foreach (var property in typeof(T).GetProperties().Where(static property => property.CanWrite))
        {
            property.SetValue(to, from.GetType().GetProperty(property.Name)?.GetValue(from));
        }

        return to;
    }

    private static void Write(StringBuilder text, object? value, string path)
    {
        switch (value)
        {
            case null:
                break;
            case Document document:
                Write(text, DocumentJson.ToJson(document), path);
                break;
            case JsonElement json:
                text.AppendLine(CultureInfo.InvariantCulture, $"{path} = {json.GetRawText()}");
                break;
            case ConstantClass constant:
                text.AppendLine(CultureInfo.InvariantCulture, $"{path} = {constant.Value}");
                break;
            case DateTime moment:
                text.AppendLine(CultureInfo.InvariantCulture, $"{path} = {new DateTimeOffset(moment):O}");
                break;
            case MemoryStream stream:
                text.AppendLine(CultureInfo.InvariantCulture, $"{path} = {Convert.ToBase64String(stream.ToArray())}");
                break;
            case byte[] bytes:
                text.AppendLine(CultureInfo.InvariantCulture, $"{path} = {Convert.ToBase64String(bytes)}");
                break;
            case string or IFormattable or bool:
                text.AppendLine(CultureInfo.InvariantCulture, $"{path} = {(value is DateTimeOffset offset ? offset.ToString("O", CultureInfo.InvariantCulture) : value)}");
                break;
            case IDictionary map:
                foreach (var key in map.Keys.Cast<string>().Order(StringComparer.Ordinal))
                {
                    Write(text, map[key], $"{path}[{key}]");
                }

                break;
            case IList list:
                for (var index = 0; index < list.Count; index++)
                {
                    Write(text, list[index], $"{path}[{index}]");
                }

                break;
            default:
                foreach (var property in value.GetType().GetProperties().Where(static property => property.CanWrite && !OfTheSdk.Contains(property.Name)).OrderBy(static property => property.Name, StringComparer.Ordinal))
                {
                    Write(text, property.GetValue(value), $"{path}/{property.Name}");
                }

                break;
        }
    }
}
