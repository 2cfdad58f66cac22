using Guildhall.App.Cloud.Names;

namespace Guildhall.Tests.App.Cloud.Names;

/// <summary>Messages of DNS servers, as anybody may send them.</summary>
public sealed class DnsReaderTests
{
    private static readonly DnsQuestion Question = new(0x1234, "a.example", DnsType.Mx);

    /// <summary>Header, question, and one MX record whose host is behind a pointer to the question's name.</summary>
    private static readonly byte[] Answer =
    [
        0x12, 0x34, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0, 1, (byte)'a', 7, (byte)'e', (byte)'x', (byte)'a', (byte)'m', (byte)'p', (byte)'l', (byte)'e', 0, 0, 15, 0, 1,
        0xC0, 12, 0, 15, 0, 1, 0, 0, 0, 60, 0, 7, 0, 10, 2, (byte)'m', (byte)'x', 0xC0, 12,
    ];

    [Fact]
    public void P16_A_question_is_written_as_RFC_1035_says() =>
        Assert.Equal((byte[])[0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. Answer[12..27]], Question.ToBytes());

    [Fact]
    public void P16_An_answer_is_read() => Assert.Equal("mx.a.example", Assert.Single(DnsReader.Read(Answer, Question)!.Hosts));

    [Theory]
    [InlineData(0x9999, "a.example", DnsType.Mx)]
    [InlineData(0x1234, "b.example", DnsType.Mx)]
    [InlineData(0x1234, "a.example", DnsType.A)]
    public void P16_An_answer_to_another_question_is_none(int id, string name, DnsType type) => Assert.Null(DnsReader.Read(Answer, new DnsQuestion((ushort)id, name, type)));

    [Fact]
    public void P16_A_message_that_is_cut_off_anywhere_is_none() =>
        Assert.All(Enumerable.Range(0, Answer.Length), length => Assert.Null(DnsReader.Read(Answer.AsSpan(0, length), Question)));

    [Fact]
    public void P16_A_name_that_leads_in_a_circle_ends()
    {
        var circle = Answer.ToArray();
        circle[^1] = (byte)(circle.Length - 2);

        Assert.Null(DnsReader.Read(circle, Question));
    }

    [Fact]
    public void P16_What_cannot_be_shown_is_not_taken_over()
    {
        var strange = Answer.ToArray();
        (strange[^4], strange[^3]) = (0x1B, 0xFF);

        Assert.Equal("??.a.example", DnsReader.Read(strange, Question)!.Hosts[0]);
    }

    [Fact]
    public void P16_Whatever_bytes_come_reading_them_ends_without_an_exception()
    {
        var random = new Random(1035);
        var read = 0;
        for (var round = 0; round < 200_000; round++)
        {
            var message = Answer.ToArray();
            for (var changes = random.Next(1, 5); changes > 0; changes--) message[random.Next(message.Length)] = (byte)random.Next(256);
            if (DnsReader.Read(message.AsSpan(0, random.Next(message.Length + 1)), Question) is not null) read++;
        }

        Assert.True(read > 0);
    }
}
