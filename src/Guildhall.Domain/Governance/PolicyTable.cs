using System.Collections.Immutable;
using Guildhall.Domain.Products;

namespace Guildhall.Domain.Governance;

/// <summary>
/// One policy by product numbers: key 2n is "n is allowed", key 2n + 1 "n is denied". Ids that the catalogue does not have
/// (<c>catalog:unknownProducts = accept</c>) are kept aside by name until it has them.
/// </summary>
internal sealed class PolicyTable
{
    private readonly KeySet _keys;
    private readonly ImmutableHashSet<(ProductId Product, bool Denied)> _unknown;

    private PolicyTable(KeySet keys, ImmutableHashSet<(ProductId Product, bool Denied)> unknown) => (_keys, _unknown) = (keys, unknown);

    private static PolicyTable Empty { get; } = new(KeySet.Empty, []);

    public static PolicyTable Of(ProcurementPolicy policy, ProductCatalogue catalogue) => Empty.Next([], policy.Allowed, [], policy.Denied, catalogue);

    /// <summary>The table of the policy's next version; costs little more than a walk over the lists when few products differ.</summary>
    public PolicyTable Next(ProcurementPolicy before, ProcurementPolicy now, ProductCatalogue catalogue) =>
        Next(before.Allowed, now.Allowed, before.Denied, now.Denied, catalogue);

    /// <summary>What the policy says of a product by number. Denied wins, should both lists have it.</summary>
    public DecisionReason Of(int product) => _keys.Pair(product) switch
    {
        0 => DecisionReason.ProductNotApproved,
        1 => DecisionReason.ProductAllowed,
        _ => DecisionReason.ProductDenied,
    };

    /// <summary>What the policy says of a product that the catalogue does not have: not found, unless one of the lists names it.</summary>
    public DecisionReason OfUnknown(ProductId product) =>
        _unknown.IsEmpty ? DecisionReason.ProductNotFound
        : _unknown.Contains((product, true)) ? DecisionReason.ProductDenied
        : _unknown.Contains((product, false)) ? DecisionReason.ProductAllowed
        : DecisionReason.ProductNotFound;

    /// <summary>Numbers of the products that may be bought, ascending.</summary>
    public IEnumerable<int> Permitted() =>
        _keys.Keys().Where(key => (key & 1) == 0 && Of(key >> 1) == DecisionReason.ProductAllowed).Select(key => key >> 1);

    /// <summary>Permitted ids that the catalogue does not have.</summary>
    public ImmutableHashSet<ProductId> PermittedUnknown() =>
        [.. _unknown.Where(u => OfUnknown(u.Product) == DecisionReason.ProductAllowed).Select(u => u.Product)];

    /// <summary>The same policy once the catalogue has grown: names that it now has become numbers.</summary>
    public PolicyTable With(ProductCatalogue grown)
    {
        if (_unknown.IsEmpty) return this;
        var found = _unknown.Where(u => grown.NumberOf(u.Product.Value) >= 0).ToList();
        if (found.Count == 0) return this;
        return new PolicyTable(
            _keys.With([], [.. found.Select(u => Key(grown.NumberOf(u.Product.Value), u.Denied))], Range(grown)), _unknown.Except(found));
    }

    private static int Key(int product, bool denied) => (product << 1) + (denied ? 1 : 0);

    private static int Range(ProductCatalogue catalogue) => catalogue.Products.Length << 1;

    private PolicyTable Next(
        ImmutableArray<ProductGrant> allowedBefore,
        ImmutableArray<ProductGrant> allowed,
        ImmutableArray<ProductGrant> deniedBefore,
        ImmutableArray<ProductGrant> denied,
        ProductCatalogue catalogue)
    {
        var edit = new Edit(catalogue);
        edit.Take(ListDifference<ProductGrant>.Of(allowedBefore, allowed, Same), denied: false);
        edit.Take(ListDifference<ProductGrant>.Of(deniedBefore, denied, Same), denied: true);
        return edit.IsEmpty ? this
            : new PolicyTable(
                _keys.With(edit.Gone, edit.Added, Range(catalogue)),
                edit.UnknownGone.Count + edit.UnknownAdded.Count == 0 ? _unknown : _unknown.Except(edit.UnknownGone).Union(edit.UnknownAdded));
    }

    private static bool Same(ProductGrant one, ProductGrant other) => one.Product == other.Product;

    /// <summary>Collects differences by number where there is one, else by name.</summary>
    private sealed class Edit(ProductCatalogue catalogue)
    {
        public List<int> Gone { get; } = [];

        public List<int> Added { get; } = [];

        public List<(ProductId, bool)> UnknownGone { get; } = [];

        public List<(ProductId, bool)> UnknownAdded { get; } = [];

        public bool IsEmpty => Gone.Count + Added.Count + UnknownGone.Count + UnknownAdded.Count == 0;

        public void Take(ListDifference<ProductGrant> difference, bool denied)
        {
            Sort(difference.Gone, denied, Gone, UnknownGone);
            Sort(difference.Added, denied, Added, UnknownAdded);
        }

        private void Sort(ImmutableArray<ProductGrant> grants, bool denied, List<int> known, List<(ProductId, bool)> unknown)
        {
            known.EnsureCapacity(known.Count + grants.Length);
            foreach (var grant in grants)
            {
                var number = catalogue.NumberOf(grant.Product.Value);
                if (number < 0) unknown.Add((grant.Product, denied));
                else known.Add(Key(number, denied));
            }
        }
    }
}
