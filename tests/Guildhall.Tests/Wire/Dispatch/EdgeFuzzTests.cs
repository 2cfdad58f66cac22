using System.Text;

namespace Guildhall.Tests.Wire.Dispatch;

/// <summary>Bytes no client would send.</summary>
public sealed class EdgeFuzzTests(ToyServer server)
{
    private const string Whole = "POST /aws/ListThings?a=%20&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20260115T120000Z HTTP/1.1\r\n"
        + "Host: 127.0.0.1\r\nX-Amz-Target: Toy_v1.ListThings\r\nContent-Type: application/x-amz-json-1.1\r\n"
        + "Authorization: AWS4-HMAC-SHA256 Credential=A/20260115/r/s/aws4_request, SignedHeaders=host, Signature=0\r\n"
        + "Content-Length: 2\r\nConnection: close\r\n\r\n{}";

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public async Task F65_Changed_bytes_never_make_an_internal_error(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 150; i++)
        {
            var bytes = Encoding.ASCII.GetBytes(Whole + "\r\n\r\n");
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                bytes[random.Next(bytes.Length - 44)] = (byte)random.Next(256);

            var answer = await RawHttp.SendAsync(server.Port, bytes);

            Assert.True(answer.Status is < 500 or 505, answer.Head);
        }
    }
}
