namespace Guildhall.App.Catalogue.Pull;

/// <summary>How far a pull is.</summary>
/// <param name="Total">How many listings there are, as the other side says; null before it said so.</param>
/// <param name="Listings">How many of them are found by now.</param>
/// <param name="Products">How many products were read.</param>
/// <param name="Offers">How many offers were read.</param>
/// <param name="Calls">How many answers were fetched by this run.</param>
/// <param name="Kept">How many were there already from a run before.</param>
public sealed record PullProgress(long? Total, int Listings, int Products, int Offers, int Calls, int Kept);
