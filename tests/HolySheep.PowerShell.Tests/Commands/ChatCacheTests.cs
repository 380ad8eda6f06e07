using System.Linq;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

public sealed class ChatCacheTests : ChatFixture
{
    [Fact]
    public void A_kept_answer_says_when_it_came_and_force_asks_again()
    {
        Provider.OnAny().Answer(Reply.Text("first"), Reply.Text("second"));
        var shown = Run("""
            'hi' | Invoke-HolySheepChat -Cache 1d -ConfigPath $config | % { "$($_.Content) $($null -ne $_.CachedAt) $($_.AttemptCount)" }
            Invoke-HolySheepChat hi -Cache (New-TimeSpan -Hours 2) -ConfigPath $config | % { "$($_.Content) $($null -ne $_.CachedAt) $($_.AttemptCount) $($_.Cost)" }
            -join (Invoke-HolySheepChat hi -Cache 1d -Stream -ConfigPath $config)
            (Invoke-HolySheepChat hi -Cache 1d -Force -ConfigPath $config).Content
            """).ThrowOnError();
        Assert.Equal(["first False 1", "first True 0 0", "first", "second"], shown.Output.Select(value => value.ToString()));
        Assert.Equal(2, Provider.CallCount);
    }
}
