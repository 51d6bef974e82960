namespace Amazon.Lambda.Core;

/// <summary>Names the serializer of a handler, or of all handlers in an assembly. AWS's managed runtimes read it; a custom runtime need not.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Assembly)]
public sealed class LambdaSerializerAttribute(Type serializerType) : Attribute
{
    /// <summary>Implements <see cref="ILambdaSerializer"/>.</summary>
    public Type SerializerType { get; set; } = serializerType;
}
