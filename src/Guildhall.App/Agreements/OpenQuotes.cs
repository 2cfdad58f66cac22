using System.Globalization;
using Guildhall.App.Store;
using Guildhall.App.Store.Plain;
using Guildhall.App.Store.Rows;

namespace Guildhall.App.Agreements;

/// <summary>The open quotes of a buyer: check 9 of storefront-and-procurement.md B.4.</summary>
internal sealed class OpenQuotes
{
    public const int Most = 100;

    private readonly BuyerRow _buyer;
    private readonly Dictionary<string, DateTimeOffset> _open;

    private OpenQuotes(BuyerRow buyer, DateTimeOffset now)
    {
        _buyer = buyer;
        _open = buyer.OpenQuotes.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split(':'))
            .Select(part => (Id: part[0], Expires: new DateTimeOffset(long.Parse(part[1], CultureInfo.InvariantCulture), TimeSpan.Zero)))
            .Where(quote => quote.Expires > now)
            .ToDictionary(quote => quote.Id, quote => quote.Expires, StringComparer.Ordinal);
    }

    public bool Full => _open.Count >= Most;

    public static OpenQuotes Of(WriteScope scope, string account) => new(scope.Find(AgreementTables.Buyers, account) ?? new BuyerRow { Account = account }, scope.Now);

    public void Add(WriteScope scope, string id, DateTimeOffset expires)
    {
        _open[id] = expires;
        Save(scope);
    }

    public void Remove(WriteScope scope, string id)
    {
        if (_open.Remove(id)) Save(scope);
    }

    private void Save(WriteScope scope) => scope.Write(rows =>
    {
        _buyer.OpenQuotes = string.Join(' ', _open.Select(quote => string.Create(CultureInfo.InvariantCulture, $"{quote.Key}:{quote.Value.UtcTicks}")));
        AgreementTables.Save(rows, _buyer);
    });
}
