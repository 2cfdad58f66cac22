using System.Collections.Frozen;
using System.Text.Json;

namespace Guildhall.Wire.Policies.Reading;

/// <summary>Reads the <c>Principal</c> element: <c>"*"</c>, or accounts, ARNs and services by their kind.</summary>
internal sealed class PrincipalReader(PolicyErrors errors)
{
    private const int AccountLength = 12;
    private readonly HashSet<string> accounts = [];
    private readonly HashSet<string> arns = [];
    private readonly HashSet<string> services = [];
    private bool everybody;

    public Principals Read(string path, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String)
            ReadEverybody(path, element.GetString()!);
        else
            ReadKinds(path, element);
        return new Principals
        {
            Everybody = everybody,
            Accounts = accounts.ToFrozenSet(),
            Arns = arns.ToFrozenSet(),
            Services = services.ToFrozenSet(),
        };
    }

    private void ReadEverybody(string path, string text)
    {
        everybody = text == "*";
        if (!everybody)
            errors.Add(path, "must be '*' or an object with AWS, Service, Federated or CanonicalUser");
    }

    private void ReadKinds(string path, JsonElement element)
    {
        foreach (var (inner, kind, values) in errors.Members(path, element, StringComparer.Ordinal))
        {
            foreach (var (item, text) in errors.Texts(inner, values))
                ReadPrincipal(item, kind, text);
        }
    }

    private void ReadPrincipal(string path, string kind, string text)
    {
        switch (kind)
        {
            case "AWS":
                ReadAws(path, text);
                break;
            case "Service" when text.EndsWith(".amazonaws.com", StringComparison.Ordinal):
                services.Add(text);
                break;
            case "Service":
                errors.Add(path, $"'{text}' must be the name of a service such as organizations.amazonaws.com");
                break;
            case "Federated" or "CanonicalUser":
                break;
            default:
                errors.Add(path, "is not a kind of principal; there are AWS, Service, Federated and CanonicalUser");
                break;
        }
    }

    private void ReadAws(string path, string text)
    {
        if (text == "*")
            everybody = true;
        else if (IsAccount(text))
            accounts.Add(text);
        else if (text.Split(':', 6) is ["arn", { Length: > 0 }, "iam" or "sts", "", var account, { Length: > 0 } resource] && IsAccount(account))
            _ = resource == "root" ? accounts.Add(account) : arns.Add(text);
        else
            errors.Add(path, $"'{text}' must be '*', an account id of 12 digits, or the ARN of an account, user, role or session");
    }

    private static bool IsAccount(string text) => text.Length == AccountLength && text.All(char.IsAsciiDigit);
}
