using System.Text;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Wire.Signing;

/// <summary>Odd but legal requests, the same for the same seed.</summary>
internal sealed class RandomRequests(int seed)
{
    private static readonly string[] _segments = ["", ".", "..", "a", "ListEntities", "%2F", "%20x", "~-_.", "%E1%88%B4", "a+b", "x;y", "A%61"];
    private static readonly string[] _parameters =
        ["catalog=AWSMarketplace", "catalog=", "x", "a=1", "a=0", "A=%2f", "b=%20", "b=+", "%7E=~", "q=a%3Db", "=", "z=%E1%88%B4"];

    private readonly Random random = new(seed);

    public (SignableRequest Request, byte[] Body) Next()
    {
        var headers = new HeaderDictionary
        {
            ["Host"] = Pick(["catalog.example.test", "127.0.0.1:8080"]),
            ["X-Amz-Date"] = "20260115T120000Z",
        };
        if (random.Next(2) == 0)
            headers["Content-Type"] = "application/json";
        if (random.Next(3) == 0)
            headers["X-Amz-Meta"] = Pick<string[]>([["a"], ["a  b", "c"], ["\t x \t\t y "], [""]]);
        var body = new byte[random.Next(3) == 0 ? 0 : random.Next(1, 3_000)];
        random.NextBytes(body);
        return (new(Pick(["GET", "POST", "PATCH", "DELETE"]), Target(), headers), body);
    }

    public T Pick<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    public int Below(int most) => random.Next(most);

    private string Target()
    {
        var target = new StringBuilder();
        for (var i = random.Next(5); i >= 0; i--)
            target.Append('/').Append(Pick(_segments));
        for (var i = random.Next(6); i > 0; i--)
            target.Append(target.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?').Append(Pick(_parameters));
        return target.ToString();
    }
}
