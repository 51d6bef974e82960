namespace Amazon.Lambda.Core;

/// <summary>Between a handler's types and the bytes of an invocation. The loop of this project hands over the bytes and uses none.</summary>
public interface ILambdaSerializer
{
    T Deserialize<T>(Stream requestStream);

    void Serialize<T>(T response, Stream responseStream);
}
