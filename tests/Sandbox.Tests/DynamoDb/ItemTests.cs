using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using SecretScoops.Governance.Aws.Sessions;
using Xunit;
using static SecretScoops.Governance.Sandbox.Tests.TestCloud;

namespace SecretScoops.Governance.Sandbox.Tests.DynamoDb;

/// <summary>What the contract with moto leaves out, because moto tells it otherwise.</summary>
public sealed class ItemTests : IDisposable
{
    private readonly TestCloud cloud = new();

    public void Dispose() => cloud.Dispose();

    [Fact]
    public async Task A_table_that_is_being_made_cannot_be_used_yet()
    {
        using var slow = new TestCloud(new SandboxOptions { AsyncReads = 1 });
        var client = Client(slow);
        await Create(client);

        await Assert.ThrowsAsync<ResourceNotFoundException>(() => Put(client, []));
        await client.DescribeTableAsync(new DescribeTableRequest { TableName = "t" }, Cancel);

        Assert.Equal(TableStatus.ACTIVE, (await client.DescribeTableAsync(new DescribeTableRequest { TableName = "t" }, Cancel)).Table.TableStatus);
        await Put(client, []);
    }

    [Fact]
    public async Task Numbers_lose_their_idle_zeros_and_are_the_same_however_they_are_written()
    {
        var client = Client(cloud);
        await Create(client);
        await Put(client, new() { ["n"] = new() { N = "3.140" }, ["big"] = new() { N = "1E+3" } });

        var item = (await client.GetItemAsync(new GetItemRequest { TableName = "t", Key = new() { ["pk"] = new("a") } }, Cancel)).Item;

        Assert.Equal(("3.14", "1000"), (item["n"].N, item["big"].N));
        await client.DeleteItemAsync(
            new DeleteItemRequest { TableName = "t", Key = new() { ["pk"] = new("a") }, ConditionExpression = "n = :n", ExpressionAttributeValues = new() { [":n"] = new() { N = "3.1400" } } }, Cancel);
    }

    [Theory]
    [InlineData("n < :text", typeof(ConditionalCheckFailedException))]
    [InlineData("absent <> :text", null)]
    [InlineData("attribute_not_exists(pk", typeof(AmazonDynamoDBException))]
    [InlineData("attribute_not_exists(#none)", typeof(AmazonDynamoDBException))]
    [InlineData("n = :none", typeof(AmazonDynamoDBException))]
    [InlineData("n = :text AND", typeof(AmazonDynamoDBException))]
    [InlineData("n = = :text", typeof(AmazonDynamoDBException))]
    [InlineData("likes(n, :text)", typeof(AmazonDynamoDBException))]
    [InlineData("n & :text", typeof(AmazonDynamoDBException))]
    public async Task Odd_conditions_fail_or_are_refused(string condition, Type? refusal)
    {
        var client = Client(cloud);
        await Create(client);
        await Put(client, new() { ["n"] = new() { N = "1" } });

        var thrown = await Record.ExceptionAsync(() => client.DeleteItemAsync(
            new DeleteItemRequest
            {
                TableName = "t",
                Key = new() { ["pk"] = new("a") },
                ConditionExpression = condition,
                ExpressionAttributeValues = condition.Contains(":text", StringComparison.Ordinal) ? new() { [":text"] = new("x") } : null,
            },
            Cancel));

        Assert.Equal(refusal, thrown?.GetType());
    }

    [Fact]
    public async Task What_the_sandbox_does_not_do_it_does_not_pretend()
    {
        var client = Client(cloud);
        await Create(client);

        var index = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => client.QueryAsync(
            new QueryRequest { TableName = "t", IndexName = "by-owner", KeyConditionExpression = "pk = :p", ExpressionAttributeValues = new() { [":p"] = new("a") } }, Cancel));

        Assert.True(AwsFaults.IsNotOffered(index), index.ToString());
    }

    private static AmazonDynamoDBClient Client(TestCloud cloud) => cloud.As<AmazonDynamoDBConfig, AmazonDynamoDBClient>(Management, static (keys, config) => new(keys, config));

    private static Task<CreateTableResponse> Create(AmazonDynamoDBClient client) => client.CreateTableAsync(
        new CreateTableRequest
        {
            TableName = "t",
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = [new() { AttributeName = "pk", KeyType = KeyType.HASH }],
            AttributeDefinitions = [new() { AttributeName = "pk", AttributeType = "S" }],
        },
        Cancel);

    private static Task<PutItemResponse> Put(AmazonDynamoDBClient client, Dictionary<string, AttributeValue> attributes) =>
        client.PutItemAsync(new PutItemRequest { TableName = "t", Item = new(attributes) { ["pk"] = new("a") } }, Cancel);
}
