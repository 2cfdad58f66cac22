using System.Collections.Immutable;

namespace Guildhall.Domain.Governance;

/// <summary>What left and what joined a list whose elements are unique.</summary>
internal readonly record struct ListDifference<T>(ImmutableArray<T> Gone, ImmutableArray<T> Added)
{
    /// <summary>
    /// One walk over both lists: an element of <paramref name="before"/> that does not meet its equal in order counts as gone, and as added again
    /// if it comes later. So lists that lose elements anywhere and gain them at the end are told exactly, and applying <see cref="Gone"/>, then
    /// <see cref="Added"/>, is right for all others.
    /// </summary>
    public static ListDifference<T> Of(ImmutableArray<T> before, ImmutableArray<T> now, Func<T, T, bool> same)
    {
        if (before == now) return new([], []);
        if (before.IsEmpty) return new([], now);
        var gone = ImmutableArray.CreateBuilder<T>();
        var met = 0;
        foreach (var element in before)
        {
            if (met < now.Length && same(element, now[met])) met++;
            else gone.Add(element);
        }

        return new(gone.ToImmutable(), now[met..]);
    }
}
