namespace SecretScoops.Governance.Aws.ClientGenerator.Model;

/// <summary>A model that cannot be generated from.</summary>
/// <param name="line">Where in the file, counted from 1.</param>
/// <param name="message">What is wrong.</param>
internal sealed class ModelException(int line, string message) : Exception(message)
{
    /// <summary>Where in the file, counted from 1.</summary>
    public int Line { get; } = line;
}
