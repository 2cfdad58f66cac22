using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.Domain;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;

namespace Guildhall.App.Store;

/// <summary>
/// Reads experiences as <see cref="StoreJson"/> writes them, member by member: a start reads a hundred thousand products of policies, and the serializer would
/// first be compiled for it. Ids of products are the catalogue's own objects where it has them.
/// </summary>
internal sealed class ExperienceReading(ProductCatalogue catalogue)
{
    private const int LongestSharedId = 64;

    /// <summary>Members that this version does not know are passed over.</summary>
    public Experience Read(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        json.Read();
        var (head, read) = (EntityHead.Empty, new Experience(default, 0, default, default, default, "", ""));
        while (FindMember(ref json) is { } member)
        {
            if (head.With(member, ref json) is { } more) head = more;
            else read = member switch
            {
                "Owner" => read with { Owner = new AccountId(Text(ref json)) },
                "CreatedBy" => read with { CreatedBy = new AccountId(Text(ref json)) },
                "Live" => read with { Live = json.GetBoolean() },
                "Archived" => read with { Archived = json.GetBoolean() },
                "Policy" => read with { Policy = Policy(ref json) },
                "Branding" => read with { Branding = Branding(ref json) },
                "Audience" => read with { Audience = Audience(ref json) },
                _ => Pass(read, ref json),
            };
        }

        return read with { Id = head.Id, Revision = head.Revision, LastModified = head.LastModified, Name = head.Name, Description = head.Description };
    }

    private ProcurementPolicy Policy(ref Utf8JsonReader json)
    {
        var (head, read) = (EntityHead.Empty, new ProcurementPolicy(default, 0, default, "", ""));
        while (FindMember(ref json) is { } member)
        {
            if (head.With(member, ref json) is { } more) head = more;
            else read = member switch
            {
                "RequestsAllowed" => read with { RequestsAllowed = json.GetBoolean() },
                "Allowed" => read with { Allowed = Grants(ref json) },
                "Denied" => read with { Denied = Grants(ref json) },
                "Blocked" => read with { Blocked = Ids(ref json) },
                "PublicNotes" => read with { PublicNotes = Ids(ref json) },
                _ => Pass(read, ref json),
            };
        }

        return read with { Id = head.Id, Revision = head.Revision, LastModified = head.LastModified, Name = head.Name, Description = head.Description };
    }

    private ImmutableArray<ProductGrant> Grants(ref Utf8JsonReader json)
    {
        var grants = ImmutableArray.CreateBuilder<ProductGrant>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray) grants.Add(Grant(ref json));
        return grants.ToImmutable();
    }

    private ProductGrant Grant(ref Utf8JsonReader json)
    {
        var (product, notes) = (default(ProductId), default(string));
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            var (isProduct, isNotes) = (json.ValueTextEquals("Product"u8), json.ValueTextEquals("Notes"u8));
            json.Read();
            if (isProduct) product = Product(ref json);
            else if (isNotes) notes = json.GetString();
            else json.Skip();
        }

        return new ProductGrant(product, notes);
    }

    private ImmutableHashSet<ProductId> Ids(ref Utf8JsonReader json)
    {
        var ids = new List<ProductId>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray) ids.Add(Product(ref json));
        return [.. ids];
    }

    private ProductId Product(ref Utf8JsonReader json)
    {
        Span<char> text = stackalloc char[LongestSharedId];
        if (json.ValueSpan.Length > LongestSharedId) return new ProductId(Text(ref json));
        var number = catalogue.NumberOf(text[..json.CopyString(text)]);
        return number < 0 ? new ProductId(Text(ref json)) : catalogue.Products[number].Id;
    }

    private static BrandingSettings Branding(ref Utf8JsonReader json)
    {
        var (head, read) = (EntityHead.Empty, new BrandingSettings(default, 0, default, "", ""));
        while (FindMember(ref json) is { } member)
        {
            if (head.With(member, ref json) is { } more) head = more;
            else read = member switch
            {
                "Title" => read with { Title = Text(ref json) },
                "Information" => read with { Information = Text(ref json) },
                "ThemeColor" => read with { ThemeColor = Text(ref json) },
                "LogoUrl" => read with { LogoUrl = Text(ref json) },
                _ => Pass(read, ref json),
            };
        }

        return read with { Id = head.Id, Revision = head.Revision, LastModified = head.LastModified, Name = head.Name, Description = head.Description };
    }

    private static Audience Audience(ref Utf8JsonReader json)
    {
        var (head, read) = (EntityHead.Empty, new Audience(default, 0, default, "", ""));
        while (FindMember(ref json) is { } member)
        {
            if (head.With(member, ref json) is { } more) head = more;
            else read = member switch
            {
                "Principals" => read with { Principals = Principals(ref json) },
                "Remembered" => read with { Remembered = Principals(ref json) },
                _ => Pass(read, ref json),
            };
        }

        return read with { Id = head.Id, Revision = head.Revision, LastModified = head.LastModified, Name = head.Name, Description = head.Description };
    }

    private static ImmutableArray<PrincipalId> Principals(ref Utf8JsonReader json)
    {
        var principals = ImmutableArray.CreateBuilder<PrincipalId>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray) principals.Add(new PrincipalId(Text(ref json)));
        return principals.ToImmutable();
    }

    /// <summary>The name of the object's next member, its value under the reader; null at the object's end. Nothing is written as null.</summary>
    private static string? FindMember(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType == JsonTokenType.EndObject) return null;
        var name = json.GetString();
        json.Read();
        return name;
    }

    private static string Text(ref Utf8JsonReader json) => json.GetString()!;

    private static T Pass<T>(T read, ref Utf8JsonReader json)
    {
        json.Skip();
        return read;
    }
}
