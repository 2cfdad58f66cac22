using Guildhall.Domain.Products;

namespace Guildhall.Domain.Governance;

/// <summary>One byte per product number: what a decision asks before any policy.</summary>
internal sealed class ProductFlags
{
    private const byte AlwaysEntitledBit = 1;
    private const byte PrivateBit = 2;

    private readonly byte[] _flags;

    private ProductFlags(byte[] flags) => _flags = flags;

    public static ProductFlags Of(ProductCatalogue catalogue) => new([.. catalogue.Products.Select(Of)]);

    public bool AlwaysEntitled(int product) => (_flags[product] & AlwaysEntitledBit) != 0;

    /// <summary>Visible only to accounts that an offer names; then the product itself has to be asked.</summary>
    public bool Private(int product) => (_flags[product] & PrivateBit) != 0;

    private static byte Of(Product product) => (byte)((product.AlwaysEntitled ? AlwaysEntitledBit : 0) | (product.IsPrivate ? PrivateBit : 0));
}
