using System.Collections.Immutable;
using System.Xml.Linq;
using Guildhall.SimulatedAws.Requests;

namespace Guildhall.SimulatedAws.Iam;

/// <summary>Tags of users and roles in the forms of the Query protocol.</summary>
internal static class TagForm
{
    private const int Maximum = 50;

    public static ImmutableSortedDictionary<string, string> Tags(this QueryInput input)
    {
        var tags = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        for (var at = 1; input.Has($"Tags.member.{at}.Key"); at++)
        {
            var key = input.Text($"Tags.member.{at}.Key", Organizations.Rules.TagKey);
            if (!tags.TryAdd(key, input.Text($"Tags.member.{at}.Value", Organizations.Rules.TagValue))) input.Blame($"The tag key {key} is there twice.");
        }

        if (tags.Count > Maximum) input.Blame($"At most {Maximum} tags are allowed.");
        return tags.ToImmutable();
    }

    public static XElement? Write(ImmutableSortedDictionary<string, string> tags) => tags.IsEmpty
        ? null
        : new XElement("Tags", tags.Select(tag => new XElement("member", new XElement("Key", tag.Key), new XElement("Value", tag.Value))));
}
