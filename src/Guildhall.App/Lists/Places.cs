namespace Guildhall.App.Lists;

/// <summary>Places in lists that are read by place.</summary>
public static class Places
{
    /// <summary>Where the part of a list begins that somebody asks for: the last part when the place is behind the end, because rows have gone meanwhile.</summary>
    /// <param name="skip">The place asked for, from 0.</param>
    /// <param name="take">Rows of a part, from 1.</param>
    /// <param name="count">Rows of the list.</param>
    public static int Within(int skip, int take, int count) => skip < count ? skip : Math.Max(0, (count - 1) / take * take);
}
