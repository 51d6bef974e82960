using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace SecretScoops.Governance.EndToEnd.Tests.Contract;

/// <summary>
/// Items, their conditions and queries over the wire; kept by the sandbox and moto alike. moto keeps the zeros behind a number, fails on values of two types that are compared,
/// on placeholders that nothing explains and on a condition that does not end, and knows no table that is being made: of that the sandbox's own tests speak.
/// </summary>
public abstract class DynamoDbContract : IAsyncLifetime
{
    private const string Table = "ledger";

    private ContractSession session = null!;

    private IAmazonDynamoDB Dynamo => session.Home.DynamoDb;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        session = new((IAwsEndpoint)await Endpoint());
        await Dynamo.CreateTableAsync(
            new CreateTableRequest
            {
                TableName = Table,
                BillingMode = BillingMode.PAY_PER_REQUEST,
                KeySchema = [new() { AttributeName = "pk", KeyType = KeyType.HASH }, new() { AttributeName = "sk", KeyType = KeyType.RANGE }],
                AttributeDefinitions = [new() { AttributeName = "pk", AttributeType = "S" }, new() { AttributeName = "sk", AttributeType = "S" }],
            },
            Cancel);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_table_is_told_as_it_was_made_and_goes()
    {
        var told = (await Dynamo.DescribeTableAsync(new DescribeTableRequest { TableName = Table }, Cancel)).Table;
        Assert.Equal((TableStatus.ACTIVE, "pk", "sk"), (told.TableStatus, told.KeySchema[0].AttributeName, told.KeySchema[1].AttributeName));
        Assert.Equal(BillingMode.PAY_PER_REQUEST, told.BillingModeSummary.BillingMode);
        Assert.EndsWith($":table/{Table}", told.TableArn, StringComparison.Ordinal);
        Assert.Equal([Table], (await Dynamo.ListTablesAsync(new ListTablesRequest(), Cancel)).TableNames);
        await Dynamo.DeleteTableAsync(new DeleteTableRequest { TableName = Table }, Cancel);
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => Dynamo.DescribeTableAsync(new DescribeTableRequest { TableName = Table }, Cancel));
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => Put("a", "1"));
    }

    [Fact]
    public async Task Values_of_every_type_come_back_as_they_went()
    {
        await Put("a", "1", new()
        {
            ["text"] = new("ü"),
            ["number"] = new() { N = "3.14" },
            ["flag"] = new() { BOOL = false },
            ["none"] = new() { NULL = true },
            ["bytes"] = new() { B = new MemoryStream([1, 2]) },
            ["texts"] = new() { SS = ["x", "y"] },
            ["numbers"] = new() { NS = ["1", "2"] },
            ["list"] = new() { L = [new("in"), new() { N = "1" }] },
            ["map"] = new() { M = new() { ["deep"] = new() { M = new() { ["er"] = new("!") } } } },
        });

        var item = (await Get("a", "1")).Item;

        Assert.Equal(("ü", "3.14", false, true), (item["text"].S, item["number"].N, item["flag"].BOOL, item["none"].NULL));
        Assert.Equal([1, 2], item["bytes"].B.ToArray());
        Assert.Equal(["x", "y"], item["texts"].SS.Order(StringComparer.Ordinal));
        Assert.Equal(["1", "2"], item["numbers"].NS.Order(StringComparer.Ordinal));
        Assert.Equal(("in", "!"), (item["list"].L[0].S, item["map"].M["deep"].M["er"].S));
        Assert.Empty((await Get("a", "none")).Item ?? []);
    }

    [Fact]
    public async Task Only_the_first_of_two_claims_succeeds_and_the_second_is_told_who_holds_it()
    {
        await Put("a", "1", new() { ["owner"] = new("first") }, "attribute_not_exists(pk)");

        var refusal = await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => Dynamo.PutItemAsync(
            new PutItemRequest
            {
                TableName = Table,
                Item = new() { ["pk"] = new("a"), ["sk"] = new("1"), ["owner"] = new("second") },
                ConditionExpression = "attribute_not_exists(pk)",
                ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
            },
            Cancel));

        Assert.Equal("first", refusal.Item["owner"].S);
        Assert.Equal("first", (await Get("a", "1")).Item["owner"].S);
    }

    [Theory]
    [InlineData("attribute_exists(#s) AND #n >= :two", true)]
    [InlineData("#n < :two OR NOT attribute_exists(#s)", false)]
    [InlineData("(#n = :two OR #n > :two) AND NOT #s <> :open", true)]
    [InlineData("#n BETWEEN :two AND :two AND begins_with(#s, :o)", true)]
    [InlineData("#s IN (:o, :open)", true)]
    [InlineData("contains(#s, :o) AND size(#s) > :two", true)]
    [InlineData("attribute_not_exists(#s) OR absent = :two", false)]
    public async Task Conditions_hold_as_they_read(string condition, bool holds)
    {
        await Put("a", "1", new() { ["n"] = new() { N = "2" }, ["status"] = new("open") });
        var values = new Dictionary<string, AttributeValue> { [":two"] = new() { N = "2" }, [":open"] = new("open"), [":o"] = new("o") }.Where(value => Uses(condition, value.Key)).ToDictionary();
        var names = new Dictionary<string, string> { ["#n"] = "n", ["#s"] = "status" }.Where(name => Uses(condition, name.Key)).ToDictionary();

        var failed = await Record.ExceptionAsync(() => Dynamo.DeleteItemAsync(
            new DeleteItemRequest { TableName = Table, Key = Key("a", "1"), ConditionExpression = condition, ExpressionAttributeNames = names, ExpressionAttributeValues = values.Count == 0 ? null : values }, Cancel));

        Assert.True(holds ? failed is null : failed is ConditionalCheckFailedException, failed?.ToString());
        Assert.Equal(holds, (await Get("a", "1")).Item is null or { Count: 0 });
    }

    [Fact]
    public async Task Updates_set_add_and_remove_and_tell_what_they_did()
    {
        var made = await Update("SET #s = :open, tries = if_not_exists(tries, :zero) ADD seen :one", new() { [":open"] = new("open"), [":zero"] = new() { N = "0" }, [":one"] = new() { N = "1" } }, ReturnValue.ALL_NEW, named: true);
        Assert.Equal(("open", "0", "1", "a"), (made["status"].S, made["tries"].N, made["seen"].N, made["pk"].S));

        var changed = await Update("SET tries = tries + :one, notes = :notes REMOVE #s ADD seen :one", new() { [":one"] = new() { N = "1" }, [":notes"] = new() { M = new() { ["by"] = new("us") } } }, ReturnValue.UPDATED_NEW, named: true);
        Assert.Equal(("1", "2"), (changed["tries"].N, changed["seen"].N));
        var old = await Update("SET notes.#s = :x", new() { [":x"] = new("x") }, ReturnValue.UPDATED_OLD, named: true);
        Assert.DoesNotContain("status", old.GetValueOrDefault("notes")?.M?.Keys.ToList() ?? []);

        var item = (await Get("a", "1")).Item;
        Assert.False(item.ContainsKey("status"));
        Assert.Equal(("us", "x"), (item["notes"].M["by"].S, item["notes"].M["status"].S));
        var deep = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => Update("SET nowhere.deep = :x", new() { [":x"] = new("x") }, ReturnValue.NONE));
        Assert.Equal("ValidationException", deep.ErrorCode);
        var key = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => Update("SET sk = :x", new() { [":x"] = new("x") }, ReturnValue.NONE));
        Assert.Equal("ValidationException", key.ErrorCode);
    }

    [Fact]
    public async Task What_was_there_is_told_when_it_is_replaced_or_deleted()
    {
        await Put("a", "1", new() { ["n"] = new() { N = "1" } });
        var replaced = await Dynamo.PutItemAsync(new PutItemRequest { TableName = Table, Item = new() { ["pk"] = new("a"), ["sk"] = new("1"), ["n"] = new() { N = "2" } }, ReturnValues = ReturnValue.ALL_OLD }, Cancel);
        var deleted = await Dynamo.DeleteItemAsync(new DeleteItemRequest { TableName = Table, Key = Key("a", "1"), ReturnValues = ReturnValue.ALL_OLD }, Cancel);

        Assert.Equal(("1", "2"), (replaced.Attributes["n"].N, deleted.Attributes["n"].N));
        await Dynamo.DeleteItemAsync(new DeleteItemRequest { TableName = Table, Key = Key("a", "1") }, Cancel);
    }

    [Theory]
    [InlineData("sk = :from", null, "b")]
    [InlineData("sk < :from", null, "a")]
    [InlineData("sk <= :from", null, "a b")]
    [InlineData("sk > :from", null, "ba c")]
    [InlineData("sk >= :from", null, "b ba c")]
    [InlineData("sk BETWEEN :from AND :to", "ba", "b ba")]
    [InlineData("begins_with(sk, :from)", null, "b ba")]
    public async Task A_query_finds_what_its_key_condition_says_in_order(string condition, string? to, string found)
    {
        foreach (var sort in new[] { "c", "a", "ba", "b" })
        {
            await Put("one", sort);
        }

        await Put("other", "b");
        var values = new Dictionary<string, AttributeValue> { [":pk"] = new("one"), [":from"] = new("b") };
        if (to is not null)
        {
            values[":to"] = new(to);
        }

        var answer = await Dynamo.QueryAsync(new QueryRequest { TableName = Table, KeyConditionExpression = "pk = :pk AND " + condition, ExpressionAttributeValues = values, ConsistentRead = true }, Cancel);

        Assert.Equal(found, string.Join(' ', answer.Items.Select(item => item["sk"].S)));
        Assert.Equal(answer.Items.Count, answer.Count);
    }

    [Fact]
    public async Task A_query_goes_backwards_page_by_page_and_filters_what_it_read()
    {
        foreach (var number in Enumerable.Range(1, 5))
        {
            await Put("a", $"{number}", new() { ["odd"] = new() { BOOL = number % 2 == 1 } });
        }

        var request = new QueryRequest
        {
            TableName = Table,
            KeyConditionExpression = "pk = :pk",
            ExpressionAttributeValues = new() { [":pk"] = new("a"), [":yes"] = new() { BOOL = true } },
            FilterExpression = "odd = :yes",
            ScanIndexForward = false,
            Limit = 2,
        };
        var (found, read) = (new List<string>(), 0);
        do
        {
            var page = await Dynamo.QueryAsync(request, Cancel);
            found.AddRange((page.Items ?? []).Select(item => item["sk"].S));
            read += page.ScannedCount ?? 0;
            request.ExclusiveStartKey = page.LastEvaluatedKey is { Count: > 0 } ? page.LastEvaluatedKey : null;
        }
        while (request.ExclusiveStartKey is not null);

        Assert.Equal(("5 3 1", 5), (string.Join(' ', found), read));
    }

    [Fact]
    public async Task A_scan_reads_the_table_through()
    {
        foreach (var partition in new[] { "a", "b", "c" })
        {
            await Put(partition, "1", new() { ["kind"] = new(partition == "b" ? "x" : "y") });
        }

        var request = new ScanRequest { TableName = Table, Limit = 1 };
        var found = new List<string>();
        do
        {
            var page = await Dynamo.ScanAsync(request, Cancel);
            found.AddRange((page.Items ?? []).Select(item => item["pk"].S));
            request.ExclusiveStartKey = page.LastEvaluatedKey is { Count: > 0 } ? page.LastEvaluatedKey : null;
        }
        while (request.ExclusiveStartKey is not null);

        Assert.Equal(["a", "b", "c"], found.Order(StringComparer.Ordinal));
        var filtered = await Dynamo.ScanAsync(new ScanRequest { TableName = Table, FilterExpression = "kind = :x", ExpressionAttributeValues = new() { [":x"] = new("x") } }, Cancel);
        Assert.Equal("b", Assert.Single(filtered.Items)["pk"].S);
    }

    [Fact]
    public async Task What_is_not_allowed_is_refused()
    {
        string[] codes =
        [
            await Refused(() => Dynamo.PutItemAsync(new PutItemRequest { TableName = Table, Item = new() { ["pk"] = new("a") } }, Cancel)),
            await Refused(() => Dynamo.PutItemAsync(new PutItemRequest { TableName = Table, Item = new() { ["pk"] = new("a"), ["sk"] = new() { N = "1" } } }, Cancel)),
            await Refused(() => Put("a", "")),
            await Refused(() => Put("a", "1", new() { ["big"] = new(new string('x', 410_000)) })),
            await Refused(() => Dynamo.GetItemAsync(new GetItemRequest { TableName = Table, Key = new() { ["pk"] = new("a") } }, Cancel)),
            await Refused(() => Dynamo.QueryAsync(new QueryRequest { TableName = Table, KeyConditionExpression = "sk = :s", ExpressionAttributeValues = new() { [":s"] = new("a") } }, Cancel)),
            await Refused(() => Update("SET #s = :x", new() { [":x"] = new("x"), [":idle"] = new("x") }, ReturnValue.NONE, named: true)),
            await Refused(() => Update("SET status = :x", new() { [":x"] = new("x") }, ReturnValue.NONE)),
        ];

        Assert.All(codes, code => Assert.Equal("ValidationException", code));
        Assert.Empty((await Dynamo.ScanAsync(new ScanRequest { TableName = Table }, Cancel)).Items ?? []);
    }

    /// <summary>What answers; an <see cref="IAwsEndpoint"/>, which a public class cannot name.</summary>
    protected abstract Task<object> Endpoint();

    private static async Task<string> Refused(Func<Task> call) => (await Assert.ThrowsAnyAsync<AmazonDynamoDBException>(call)).ErrorCode;

    private static bool Uses(string expression, string placeholder) => System.Text.RegularExpressions.Regex.IsMatch(expression, placeholder + @"\b");

    private static Dictionary<string, AttributeValue> Key(string partition, string sort) => new() { ["pk"] = new(partition), ["sk"] = new(sort) };

    private Task<PutItemResponse> Put(string partition, string sort, Dictionary<string, AttributeValue>? attributes = null, string? condition = null)
    {
        var item = Key(partition, sort);
        foreach (var (name, value) in attributes ?? [])
        {
            item[name] = value;
        }

        return Dynamo.PutItemAsync(new PutItemRequest { TableName = Table, Item = item, ConditionExpression = condition }, Cancel);
    }

    private Task<GetItemResponse> Get(string partition, string sort) => Dynamo.GetItemAsync(new GetItemRequest { TableName = Table, Key = Key(partition, sort), ConsistentRead = true }, Cancel);

    private async Task<Dictionary<string, AttributeValue>> Update(string expression, Dictionary<string, AttributeValue> values, ReturnValue returned, bool named = false) =>
        (await Dynamo.UpdateItemAsync(
            new UpdateItemRequest
            {
                TableName = Table,
                Key = Key("a", "1"),
                UpdateExpression = expression,
                ExpressionAttributeValues = values,
                ReturnValues = returned,
                ExpressionAttributeNames = named ? new() { ["#s"] = "status" } : null,
            },
            Cancel)).Attributes ?? [];
}

/// <summary>As moto keeps it.</summary>
public sealed class DynamoDbOnMoto(Judges.MotoServer moto) : DynamoDbContract, IClassFixture<Judges.MotoServer>
{
    /// <inheritdoc/>
    protected override async Task<object> Endpoint() => await MotoEndpoint.Emptied(moto);
}

/// <summary>As the sandbox keeps it.</summary>
public sealed class DynamoDbOnTheSandbox : DynamoDbContract
{
    /// <inheritdoc/>
    protected override Task<object> Endpoint() => Task.FromResult<object>(new SandboxEndpoint());
}
