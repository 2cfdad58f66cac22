using Guildhall.Domain.Products;

namespace Guildhall.Server.Demo;

/// <summary>What an account of the demo has bought: an agreement in Guildhall, and the agreement that its lines on the bill name.</summary>
/// <param name="Agreement">Its id; an agreement that Guildhall does not know has one of its own.</param>
internal sealed record DemoPurchase(string Account, Product Product, string Agreement);
