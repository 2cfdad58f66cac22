namespace Guildhall.Domain;

/// <summary>A linked AWS organization (<c>o-…</c>) or a linked stand-alone account (12 digits). Decisions 8.</summary>
public readonly record struct TenantId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>An AWS account: exactly 12 digits, kept as text because leading zeros occur.</summary>
public readonly record struct AccountId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A catalogue product, such as <c>prod-aaaaaaaaaaaaa</c> or an older UUID-like id.</summary>
public readonly record struct ProductId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A Catalog API entity: <c>exp-</c>, <c>procpolicy-</c>, <c>brandsettings-</c>, <c>aud-</c>, <c>prodprocreq-</c>. private-marketplace.md 1.4.</summary>
public readonly record struct EntityId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>What an audience consists of: an organization (<c>o-</c>), an organizational unit (<c>ou-</c>) or an account. private-marketplace.md 3.4.</summary>
public readonly record struct PrincipalId(string Value)
{
    public bool IsAccount => Value.Length == 12 && char.IsAsciiDigit(Value[0]);

    public static PrincipalId Of(AccountId account) => new(account.Value);

    public override string ToString() => Value;
}

/// <summary>A change set: 25 characters of <c>[a-z0-9]</c>.</summary>
public readonly record struct ChangeSetId(string Value)
{
    public override string ToString() => Value;
}
