using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Catalogue.Pull;
using Guildhall.App.Cloud.Discovery;

namespace Guildhall.Tests.App.Catalogue.Pull;

/// <summary>What a pull asks next. storefront-and-procurement.md A.1, E.4.</summary>
public sealed class WalkStepsTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void A_listing_is_asked_for_by_any_id_that_a_record_may_have(int length, bool asked)
    {
        var id = new string('a', length);
        var page = new JsonObject { ["listingSummaries"] = new JsonArray(new JsonObject { ["listingId"] = id }) };
        var next = WalkSteps.After(new DiscoveryQuestion(DiscoveryOperation.SearchListings, ""), JsonElement.Parse(page.ToJsonString()));
        Assert.Equal(asked ? [new DiscoveryQuestion(DiscoveryOperation.GetListing, id)] : [], next);
    }
}
