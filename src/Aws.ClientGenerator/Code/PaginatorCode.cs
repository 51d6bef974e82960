using SecretScoops.Governance.Aws.ClientGenerator.Model;

namespace SecretScoops.Governance.Aws.ClientGenerator.Code;

/// <summary>Writes the paginators. They go on while there is a token, whatever the page held: AWS answers empty pages with a token.</summary>
internal static class PaginatorCode
{
    /// <summary>The file's text.</summary>
    public static string Text(ServiceModel model)
    {
        var name = model.ClientClass;
        var code = new CodeText(nullable: false);
        code.Line("using System;").Line("using System.Collections.Generic;").Line("using System.Runtime.CompilerServices;").Line("using System.Threading;");
        code.Line("using Amazon.Runtime;").Line($"namespace Amazon.{model.Client}.Model;");
        var paged = model.Operations.Where(operation => operation.Pages is { In.Count: > 0 }).ToList();
        code.Open($"public interface I{name}PaginatorFactory");
        paged.ForEach(operation => code.Line($"I{operation.Name}Paginator {operation.Name}({operation.Name}Request request);"));
        code.Close();
        code.Open($"public class {name}PaginatorFactory : I{name}PaginatorFactory");
        code.Line($"private readonly IAmazon{name} client;");
        code.Line($"internal {name}PaginatorFactory(IAmazon{name} client) => this.client = client;");
        paged.ForEach(operation => code.Line($"public I{operation.Name}Paginator {operation.Name}({operation.Name}Request request) => new {operation.Name}Paginator(client, request);"));
        code.Close();
        paged.ForEach(operation => Paginator(code, name, operation));
        return code.ToString();
    }

    private static void Paginator(CodeText code, string name, Operation operation)
    {
        var (inTokens, outTokens, items) = operation.Pages!.Value;
        var (request, response, op) = (operation.Name + "Request", operation.Name + "Response", operation.Name);
        var lists = operation.Output!.Members.Where(part => items.Contains(part.Name) && part.Shape.Type == "list").ToList();
        var types = new ShapeCode(client: true);
        code.Open($"public interface I{op}Paginator");
        code.Line($"IPaginatedEnumerable<{response}> Responses {{ get; }}");
        lists.ForEach(list => code.Line($"IPaginatedEnumerable<{types.Type(list.Shape.Element!.Shape)}> {Names.Property(list.Name)} {{ get; }}"));
        code.Close();
        code.Open($"internal sealed class {op}Paginator : IPaginator<{response}>, I{op}Paginator");
        code.Line($"private readonly IAmazon{name} client;").Line($"private readonly {request} request;").Line("private int started;");
        code.Open($"internal {op}Paginator(IAmazon{name} client, {request} request)").Line("this.client = client;").Line("this.request = request;").Close();
        code.Line($"public IPaginatedEnumerable<{response}> Responses => new PaginatedResponse<{response}>(this);");
        lists.ForEach(list =>
        {
            var type = types.Type(list.Shape.Element!.Shape);
            code.Line($"public IPaginatedEnumerable<{type}> {Names.Property(list.Name)} => new PaginatedResultKeyResponse<{response}, {type}>(this, static page => page.{Names.Property(list.Name)} ?? new List<{type}>());");
        });
        code.Open($"async IAsyncEnumerable<{response}> IPaginator<{response}>.PaginateAsync([EnumeratorCancellation] CancellationToken cancellationToken)");
        code.Open("if (Interlocked.Exchange(ref started, 1) != 0)").Line("throw new InvalidOperationException(\"Paginator has already been consumed and cannot be reused. Please create a new instance.\");").Close();
        code.Line("PaginatorUtils.SetUserAgentAdditionOnRequest(request);");
        code.Line($"{response} page;").Line("do").Open("");
        code.Line($"page = await client.{op}Async(request, cancellationToken).ConfigureAwait(false);");
        for (var index = 0; index < inTokens.Count; index++)
        {
            code.Line($"request.{Names.Property(inTokens[index])} = page.{Names.Property(outTokens[index])};");
        }

        code.Line("cancellationToken.ThrowIfCancellationRequested();").Line("yield return page;");
        code.Close().Line($"while (!string.IsNullOrEmpty(page.{Names.Property(outTokens[0])}));").Close().Close();
    }
}
