using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Catalogue.Pull.Records;
using Guildhall.App.Cloud.Discovery;

namespace Guildhall.App.Catalogue.Pull;

/// <summary>Makes a catalogue file of the answers of a whole pull, in the order of ids: the same answers, the same file.</summary>
internal sealed class PulledCatalogue(PullSpool spool, PullOrigin origin, CancellationToken cancellation)
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ImmutableArray<PullRefusal>.Builder _refusals = ImmutableArray.CreateBuilder<PullRefusal>();
    private readonly SharedRecords _shared = new();
    private readonly Dictionary<string, string> _listings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _offers = new(StringComparer.Ordinal);
    private readonly ILookup<DiscoveryOperation, string> _ids = spool.Questions.OrderBy(q => q.Id, StringComparer.Ordinal).ToLookup(q => q.Operation, q => q.Id);

    /// <summary>Writes the file; what could not be made a record is given back.</summary>
    /// <param name="complete">Whether everything was read: then, if everything becomes a record too, what the file lacks is withdrawn.</param>
    public ImmutableArray<PullRefusal> Write(Stream file, bool complete)
    {
        var (merging, replacing) = (Header("merge"), Header("replace"));
        file.Write(merging);
        Survey();
        foreach (var id in _ids[DiscoveryOperation.GetProduct]) Put(file, id, Product);
        foreach (var id in _ids[DiscoveryOperation.GetOffer]) Put(file, id, Offer);
        foreach (var id in _ids[DiscoveryOperation.GetOfferSet]) Put(file, id, OfferSet);
        foreach (var id in _ids[DiscoveryOperation.GetListing]) Put(file, id, Listing);
        foreach (var record in _shared.Records) Line(file, record);
        if (!complete || _refusals.Count > 0) return _refusals.DrainToImmutable();
        file.Position = 0;
        file.Write(replacing);
        return [];
    }

    /// <summary>All headers are equally long, since it is known only at the end which it is.</summary>
    private byte[] Header(string mode) =>
        Encoding.UTF8.GetBytes(new JsonObject { ["kind"] = "header", ["format"] = "guildhall-catalog/1", ["source"] = origin.Address, ["mode"] = mode }.ToJsonString().PadRight(400) + "\n");

    /// <summary>What stands at what, and everybody's names.</summary>
    private void Survey()
    {
        foreach (var id in _ids[DiscoveryOperation.SearchFacets].Where(id => id.Length == 0)) _shared.Facets(Of(DiscoveryOperation.SearchFacets, id) ?? default);
        foreach (var id in _ids[DiscoveryOperation.GetListing])
        {
            if (Of(DiscoveryOperation.GetListing, id) is not { } listing) continue;
            _shared.Seller(listing.Find("publisher"));
            _shared.Categories(listing);
            if (ListingRecords.ProductsOf(listing).ToList() is [var only]) _listings.TryAdd(only, id);
        }

        foreach (var id in _ids[DiscoveryOperation.GetOffer])
        {
            if (Told(id) is not { } offer) continue;
            _shared.Seller(offer.Offer.Find("sellerOfRecord"));
            if (offer.Product is not { } product) continue;
            if (!_offers.TryGetValue(product, out var offers)) _offers.Add(product, offers = []);
            offers.Add(id);
        }
    }

    private JsonObject? Product(string id, Findings findings)
    {
        if (Of(DiscoveryOperation.GetProduct, id) is not { } product || List(DiscoveryOperation.ListFulfillmentOptions, id, "fulfillmentOptions") is not { } options) return null;
        _shared.Seller(product.Find("manufacturer"));
        _shared.Categories(product);
        var offers = _offers.GetValueOrDefault(id, []).Select(Told).OfType<ToldOffer>().OrderBy(offer => offer.IsPrivate).ToList();
        var listing = _listings.TryGetValue(id, out var own) ? Of(DiscoveryOperation.GetListing, own) ?? default : default;
        return ProductRecords.Of(id, new ToldProduct(product, options, offers, listing), _shared, findings);
    }

    private JsonObject? Offer(string id, Findings findings) => Told(id) is { } offer ? OfferRecords.Of(id, offer, origin.Account, findings) : null;

    private JsonObject? OfferSet(string id, Findings findings)
    {
        if (Of(DiscoveryOperation.GetOfferSet, id) is not { } set) return null;
        _shared.Seller(set.Find("sellerOfRecord"));
        return OfferRecords.OfSet(id, set, findings);
    }

    private JsonObject? Listing(string id, Findings findings) => Of(DiscoveryOperation.GetListing, id) is { } listing ? ListingRecords.Of(id, listing, _shared, findings) : null;

    private ToldOffer? Told(string id) =>
        Of(DiscoveryOperation.GetOffer, id) is { } offer && List(DiscoveryOperation.GetOfferTerms, id, "offerTerms") is { } terms ? new ToldOffer(offer, terms) : null;

    /// <summary>Writes what becomes a record.</summary>
    private void Put(Stream file, string id, Func<string, Findings, JsonObject?> make)
    {
        cancellation.ThrowIfCancellationRequested();
        var findings = new Findings();
        var record = make(id, findings);
        foreach (var (member, reason) in findings.Found) _refusals.Add(new PullRefusal(id, member, reason));
        if (record is not null && findings.None) Line(file, record);
    }

    private static void Line(Stream file, JsonObject record)
    {
        using (var json = new Utf8JsonWriter(file, Compact)) record.WriteTo(json);
        file.WriteByte((byte)'\n');
    }

    /// <summary>Null when it was not answered, or there is no such thing.</summary>
    private JsonElement? Of(DiscoveryOperation operation, string id) => spool.Find(new DiscoveryQuestion(operation, id), 0) is { ValueKind: JsonValueKind.Object } answer ? answer : null;

    /// <summary>Null when it was not answered; empty when there is no such thing.</summary>
    private List<JsonElement>? List(DiscoveryOperation operation, string id, string member)
    {
        var items = new List<JsonElement>();
        var pages = 0;
        for (; spool.Find(new DiscoveryQuestion(operation, id), pages) is { } page; pages++) items.AddRange(page.Items(member));
        return pages == 0 ? null : items;
    }
}
