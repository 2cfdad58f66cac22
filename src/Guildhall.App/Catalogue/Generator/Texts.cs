using System.Text;

namespace Guildhall.App.Catalogue.Generator;

/// <summary>Titles and descriptions from a small grammar.</summary>
internal static class Texts
{
    /// <summary>Brand, adjective and noun: 26 × 47 roots for every subcategory.</summary>
    public static string Title(Dice dice, string brand) => $"{brand} {dice.Any(Words.Adjectives)} {dice.Any(Words.Nouns)}";

    /// <summary>60 to 180 characters.</summary>
    public static string Short(Dice dice, string category)
    {
        var text = $"{category} {dice.Any(Words.Purposes)}: {dice.Any(Words.Verbs)} {dice.Any(Words.Objects)} {dice.Any(Words.Benefits)}.";
        if (text.Length < 60) text += " Ready to use within the hour, with support.";
        return text.Length <= 180 ? text : text[..179] + ".";
    }

    /// <summary>Sentences until the length is reached, then cut to it.</summary>
    public static string Long(Dice dice, string title, int length)
    {
        var text = new StringBuilder(length + 200);
        text.Append(title).Append(" is an invented product of the synthetic catalogue.");
        while (text.Length < length)
        {
            text.Append(dice.Below(5) == 0 ? "\n\n" : " ");
            text.Append("It ").Append(dice.Any(Words.Verbs)).Append(' ').Append(dice.Any(Words.Objects)).Append(' ')
                .Append(dice.Any(dice.Below(2) == 0 ? Words.Purposes : Words.Benefits)).Append('.');
        }

        text.Length = length;
        text[^1] = '.';
        return text.ToString();
    }

    public static string Highlight(Dice dice)
    {
        var text = $"{dice.Any(Words.Verbs)} {dice.Any(Words.Objects)} {dice.Any(Words.Purposes)}";
        return char.ToUpperInvariant(text[0]) + text[1..];
    }
}
