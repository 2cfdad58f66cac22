using Guildhall.Domain;
using Guildhall.Domain.Requests;
using Guildhall.Server.Ui.Console.Requests;

namespace Guildhall.Tests.Server.Ui.Console;

public sealed class RequestSetsTests
{
    [Fact]
    public void Requests_that_share_products_in_an_experience_are_in_one_set_also_through_others()
    {
        ProductRequest[] requests = [Request("1", "exp-a", "p"), Request("2", "exp-a", "q"), Request("3", "exp-a", "p", "q"), Request("4", "exp-b", "p"), Request("5", "exp-a", "r")];

        var sets = RequestSets.Of(requests).Select(set => string.Concat(set.Select(r => r.Id.Value).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal);

        Assert.Equal(["123", "4", "5"], sets);
    }

    [Fact]
    public void A_set_has_at_most_20_requests()
    {
        var sets = RequestSets.Of(Enumerable.Range(10, 45).Select(n => Request($"{n}", "exp-a", "p")));

        Assert.Equal([20, 20, 5], sets.Select(set => set.Length));
    }

    [Fact]
    public void Covering_requests_have_each_product_of_an_experience_once()
    {
        var covering = RequestSets.Covering([Request("1", "exp-a", "p", "q"), Request("2", "exp-a", "q"), Request("3", "exp-b", "q"), Request("4", "exp-a", "q", "r")]);

        Assert.Equal(["1", "3", "4"], covering.Select(r => r.Id.Value));
    }

    private static ProductRequest Request(string id, string experience, params string[] products) => new(
        new EntityId(id), 1, default, new AccountId("111122223333"), "arn", new EntityId(experience), [.. products.Select(p => new RequestedProduct(new ProductId(p), p, "Example"))], "Why", null, default, default);
}
