using System.Net;
using Guildhall.App.Cloud.Outbound;

namespace Guildhall.Tests.App.Cloud.Outbound;

public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("::127.0.0.1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:db8::1")]
    public void S51_An_address_that_is_not_public_is_refused(string address) => Assert.NotNull(AddressGuard.Refusal(IPAddress.Parse(address)));

    [Theory]
    [InlineData("52.94.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("172.15.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("2600:1f18::1")]
    [InlineData("64:ff9b::345e:101")]
    public void S51_A_public_address_may_be_dialled(string address) => Assert.Null(AddressGuard.Refusal(IPAddress.Parse(address)));
}
