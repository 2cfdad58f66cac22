using System.Net;
using System.Text.Json.Nodes;
using Guildhall.Server.Api.Agreement;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Tests.Server.Agreements;

/// <summary>No operation of the Agreement API escapes authorization. security.md 4.2, S-21; storefront-and-procurement.md B.2.</summary>
public abstract class AgreementAuthorizationTests(AgreementHall fixture)
{
    private static int _users;

    /// <summary>The rights that each operation needs: the first is its own.</summary>
    private static readonly Dictionary<string, string[]> Rights = new()
    {
        ["CreateAgreementRequest"] = ["CreateAgreementRequest"],
        ["AcceptAgreementRequest"] = ["AcceptAgreementRequest", "Subscribe"],
        ["DescribeAgreement"] = ["DescribeAgreement"],
        ["SearchAgreements"] = ["SearchAgreements"],
        ["GetAgreementTerms"] = ["GetAgreementTerms"],
        ["CancelAgreement"] = ["CancelAgreement", "Unsubscribe"],
        ["GetAgreementEntitlements"] = ["GetAgreementEntitlements"],
        ["ListAgreementCharges"] = ["ListAgreementCharges"],
        ["UpdatePurchaseOrders"] = ["UpdatePurchaseOrders"],
        ["ListAgreementCancellationRequests"] = ["ListAgreementCancellationRequests"],
        ["GetAgreementCancellationRequest"] = ["GetAgreementCancellationRequest"],
        ["AcceptAgreementCancellationRequest"] = ["AcceptAgreementCancellationRequest"],
        ["RejectAgreementCancellationRequest"] = ["RejectAgreementCancellationRequest"],
        ["ListAgreementPaymentRequests"] = ["ListAgreementPaymentRequests"],
        ["GetAgreementPaymentRequest"] = ["GetAgreementPaymentRequest"],
        ["AcceptAgreementPaymentRequest"] = ["AcceptAgreementPaymentRequest"],
        ["RejectAgreementPaymentRequest"] = ["RejectAgreementPaymentRequest"],
    };

    public static TheoryData<string> Operations => [.. Rights.Keys];

    private IEnumerable<Operation> Served => fixture.Hall.Host.Operations.Operations.Where(o => o.Selector?.StartsWith("AWSMPCommerceService", StringComparison.Ordinal) == true && !SellersSide.Names.Contains(o.Name));

    [Fact]
    public void No_operation_escapes_these_tests() => Assert.Equal(Served.Select(o => o.Name).Order(), Rights.Keys.Order());

    [Fact]
    public void Every_operation_that_changes_something_says_so() =>
        Assert.Equal(["AcceptAgreementCancellationRequest", "AcceptAgreementPaymentRequest", "AcceptAgreementRequest", "CancelAgreement", "CreateAgreementRequest", "RejectAgreementCancellationRequest", "RejectAgreementPaymentRequest", "UpdatePurchaseOrders"], Served.Where(o => o.ChangesState).Select(o => o.Name).Order());

    [Theory, MemberData(nameof(Operations))]
    public async Task S21_An_operation_without_one_of_its_rights_is_denied_and_with_them_alone_is_not(string operation)
    {
        var input = new JsonObject { ["agreementId"] = "agmt-aaaaaaaaaaaaa" };
        foreach (var missing in Rights[operation])
        {
            var without = await CallerAsync($$"""{"Effect":"Allow","NotAction":"aws-marketplace:{{missing}}","Resource":"*"}""");
            var denied = await fixture.CallAsync(without, operation, input);
            Assert.Equal((HttpStatusCode.BadRequest, "AccessDeniedException", "INVALID_ACCESS"), (denied.Status, denied.Text("__type"), denied.Text("reason")));
        }

        var with = await CallerAsync([.. Rights[operation].Select(right => $$"""{"Effect":"Allow","Action":"aws-marketplace:{{right}}","Resource":"*"}""")]);
        Assert.DoesNotContain("AccessDenied", (await fixture.CallAsync(with, operation, input)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B2_The_keys_of_AWS_s_policies_are_filled()
    {
        var caller = await CallerAsync("""{"Effect":"Allow","Action":"aws-marketplace:*","Resource":"*","Condition":{"StringEquals":{"aws-marketplace:PartyType":"Acceptor","aws-marketplace:AgreementType":"PurchaseAgreement"}}}""");
        Assert.Equal(HttpStatusCode.OK, (await fixture.CallAsync(caller, "SearchAgreements", "{}")).Status);
        var seller = await CallerAsync("""{"Effect":"Allow","Action":"aws-marketplace:*","Resource":"*","Condition":{"StringEquals":{"aws-marketplace:PartyType":"Proposer"}}}""");
        Assert.Equal(HttpStatusCode.BadRequest, (await fixture.CallAsync(seller, "SearchAgreements", "{}")).Status);
    }

    private Task<HallCaller> CallerAsync(params string[] statements) =>
        fixture.Hall.CallerWithPolicyAsync(fixture.World.Developer, $"limited{Interlocked.Increment(ref _users)}", $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""");
}

public sealed class AgreementAuthorizationOnSqliteTests(SqliteAgreementHall hall) : AgreementAuthorizationTests(hall), IClassFixture<SqliteAgreementHall>;

[Trait("Ring", "Postgres")]
public sealed class AgreementAuthorizationOnPostgresTests(PostgresAgreementHall hall) : AgreementAuthorizationTests(hall), IClassFixture<PostgresAgreementHall>;
