using SecretScoops.Governance.Sandbox.Wire;
using SecretScoops.Governance.Sandbox.Wire.SecurityHub;

namespace SecretScoops.Governance.Sandbox.SecurityHub;

/// <summary>Products whose findings are taken in.</summary>
internal sealed partial class SecurityHubSandbox
{
    public override EnableImportFindingsForProductResponse EnableImportFindingsForProduct(EnableImportFindingsForProductRequest request, Call call)
    {
        var hub = Hub(call);
        if (hub.Products.Contains(request.ProductArn!))
        {
            throw new ResourceConflictException("A product subscription for this product already exists");
        }

        hub.Products.Add(request.ProductArn!);
        return new EnableImportFindingsForProductResponse { ProductSubscriptionArn = SubscriptionArn(request.ProductArn!, call) };
    }

    public override DisableImportFindingsForProductResponse DisableImportFindingsForProduct(DisableImportFindingsForProductRequest request, Call call) =>
        Hub(call).Products.RemoveAll(each => SubscriptionArn(each, call) == request.ProductSubscriptionArn) > 0
            ? new DisableImportFindingsForProductResponse()
            : throw new ResourceNotFoundException("Product subscription not found");

    public override ListEnabledProductsForImportResponse ListEnabledProductsForImport(ListEnabledProductsForImportRequest request, Call call)
    {
        var (page, next) = pages.Cut(Hub(call).Products.Select(each => SubscriptionArn(each, call)), request.MaxResults, request.NextToken);
        return new ListEnabledProductsForImportResponse { ProductSubscriptions = page, NextToken = next };
    }

    // arn:aws:securityhub:eu-west-1::product/aws/guardduty becomes arn:aws:securityhub:eu-west-1:123456789012:product-subscription/aws/guardduty.
    private static string SubscriptionArn(string productArn, Call call) =>
        $"arn:aws:securityhub:{call.Region}:{call.AccountId}:product-subscription/{productArn[(productArn.IndexOf("product/", StringComparison.Ordinal) + "product/".Length)..]}";
}
