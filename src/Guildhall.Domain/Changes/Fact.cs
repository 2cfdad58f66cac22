using Guildhall.Domain.Requests;

namespace Guildhall.Domain.Changes;

/// <summary>Something a run made happen that others should hear of. A closed family; events are written from it (private-marketplace.md 9).</summary>
public abstract record Fact
{
    private Fact()
    {
    }

    /// <summary>The same fact, telling entities as they are in the sealed state (with their revisions).</summary>
    internal abstract Fact In(PrivateMarketplace state);

    /// <summary>A request was created or came to an end; <paramref name="Request"/> is as it is afterwards.</summary>
    public sealed record RequestChanged(ProductRequest Request) : Fact
    {
        internal override Fact In(PrivateMarketplace state) => new RequestChanged(state.Requests[Request.Id]);
    }
}
