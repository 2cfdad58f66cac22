using Guildhall.App.Changes;
using Guildhall.Domain.Requests;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>What a private marketplace must be after the sets that succeeded, recomputed from their stored changes alone, not with the product's rules.</summary>
internal sealed class ExpectedMarketplace(string live)
{
    private readonly HashSet<string> _touched = [];

    public Dictionary<string, ExpectedExperience> Experiences { get; } = [];

    public Dictionary<string, ExpectedRequest> Requests { get; } = [];

    /// <summary>Applies one set: whatever it touches gets exactly one revision, the one that the set tells.</summary>
    public void Apply(IReadOnlyList<StoredChange> changes)
    {
        _touched.Clear();
        foreach (var change in changes) Apply(change, change.Identifier!.Split('@')[0]);
        foreach (var id in _touched)
        {
            if (Requests.TryGetValue(id, out var request)) request.Revision++;
            else Experiences[id].Revision++;
        }

        Assert.All(changes, c => Assert.Equal($"{RevisionOf(c.Identifier!.Split('@')[0])}", c.Identifier!.Split('@')[1]));
    }

    private int RevisionOf(string id) => Requests.TryGetValue(id, out var request) ? request.Revision : Experiences[id].Revision;

    private void Apply(StoredChange change, string id)
    {
        _touched.Add(id);
        switch (change.ChangeType)
        {
            case "CreateProductProcurementRequest":
                Requests.Add(id, new ExpectedRequest([.. change.Details.GetProperty("Products").EnumerateArray().Select(p => p.GetProperty("Id").GetString()!)]));
                break;
            case "CancelProductProcurementRequest":
                Requests[id].Status = RequestStatus.Cancelled;
                break;
            case "ApproveProductProcurementRequest":
                Requests[id].Status = RequestStatus.Approved;
                Live().Allow(Requests[id].Products);
                Settle();
                break;
            case "DeclineProductProcurementRequest":
                Requests[id].Status = RequestStatus.Declined;
                Live().Decline(Requests[id].Products);
                break;
            default:
                if (!Experiences.ContainsKey(id)) Experiences.Add(id, new ExpectedExperience());
                Experiences[id].Apply(change);
                if (id == live) Settle();
                break;
        }
    }

    private ExpectedExperience Live()
    {
        _touched.Add(live);
        return Experiences[live];
    }

    /// <summary>Pending requests all of whose products are allowed now are approved with them.</summary>
    private void Settle()
    {
        foreach (var (id, request) in Requests.Where(r => r.Value.Status == RequestStatus.Pending && Experiences[live].Allowed.IsSupersetOf(r.Value.Products)))
        {
            request.Status = RequestStatus.Approved;
            _touched.Add(id);
        }
    }
}

/// <summary>What a request must be.</summary>
internal sealed class ExpectedRequest(IReadOnlyList<string> products)
{
    public IReadOnlyList<string> Products => products;

    public int Revision { get; set; }

    public RequestStatus Status { get; set; } = RequestStatus.Pending;

    public static ExpectedRequest Of(ProductRequest request) =>
        new([.. request.Products.Select(p => p.Id.Value)]) { Revision = request.Revision, Status = request.Status };

    public override string ToString() => $"@{Revision} {Status} {string.Join(' ', products)}";
}
