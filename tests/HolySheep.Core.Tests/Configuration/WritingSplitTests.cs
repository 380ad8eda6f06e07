using System;
using System.IO;
using System.Linq;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Configuration;

public sealed class WritingSplitTests : IDisposable
{
    private readonly ConfigurationHome _home = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_split_grows_by_its_percent_alone_and_says_since_when_it_holds()
    {
        Set(new SplitEdit { To = [new("claude-sonnet-4.5")], Percent = 5, MinSamples = 60, MaxErrorRate = 0.05, MaxP95Sec = 20 });
        _clock.Advance(TimeSpan.FromDays(1));
        Set(new SplitEdit { Percent = 25 });
        Assert.Equal(
            """{"splits":{"gpt-4.1":{"to":[{"model":"claude-sonnet-4.5","percent":25}],"minSamples":60,"maxErrorRate":0.05,"maxP95Sec":20,"since":"2026-11-23T17:00:00.000Z"}}}""",
            Text());
    }

    [Fact]
    public void A_split_that_is_set_again_is_another_even_where_nothing_else_changes()
    {
        Set(new SplitEdit { To = [new("b", 5)] });
        var before = _home.Open().Read().Splits["gpt-4.1"].Revision;
        _clock.Advance(TimeSpan.FromSeconds(1));
        Set(new SplitEdit());
        Assert.NotEqual(before, _home.Open().Read().Splits["gpt-4.1"].Revision);
    }

    [Fact]
    public void Shadow_and_limits_come_and_go()
    {
        Set(new SplitEdit { To = [new("b", 5)], Shadow = "c", ShadowPercent = 10, MaxP95Sec = 3, MinSamples = 7 });
        Set(new SplitEdit { ShadowPercent = 20 });
        Assert.Equal(new SplitMember("c", 20), _home.Open().Read().Splits["gpt-4.1"].Shadow);
        Set(new SplitEdit { Shadow = "", MaxP95Sec = 0, MinSamples = 0 });
        Assert.Equal("""{"splits":{"gpt-4.1":{"to":[{"model":"b","percent":5}],"since":"2026-11-22T17:00:00.000Z"}}}""", Text());
    }

    [Fact]
    public void Changes_that_cannot_stand_are_refused_and_nothing_is_written()
    {
        Set(new SplitEdit { To = [new("b", 5), new("c", 5)] });
        var before = Text();
        Refused(new SplitEdit { Percent = 25 }, "exactly one member");
        Refused(new SplitEdit { To = [new("b")] }, "'percent'");
        Refused(new SplitEdit { Shadow = "d" }, "'percent'");
        Refused(new SplitEdit { MaxErrorRate = 5 }, "0.05 for 5 %");
        Refused(new SplitEdit { MaxErrorRate = double.NaN }, "expected a number");
        Refused(new SplitEdit { MaxP95Sec = -1 }, "above 0");
        Refused(new SplitEdit { To = [new("holyshep/b", 5)] }, "'holysheep'");
        Assert.Equal(before, Text());
    }

    [Fact]
    public void A_removed_split_is_gone()
    {
        Set(new SplitEdit { To = [new("b", 5)] });
        _home.Open().RemoveSplit("GPT-4.1");
        Assert.Equal(ErrorCode.SplitUnknown, Assert.Throws<HolySheepException>(() => _home.Open().RemoveSplit("gpt-4.1")).Code);
        Assert.Equal("{}", Text());
    }

    public void Dispose() => _home.Dispose();

    private void Set(SplitEdit edit) => _home.Open(_clock).SetSplit("gpt-4.1", edit);

    private void Refused(SplitEdit edit, string expected)
    {
        var error = Assert.Throws<ConfigurationException>(() => Set(edit));
        Assert.Equal(ErrorCode.ArgumentInvalid, error.Code);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private string Text() => string.Concat(File.ReadAllText(_home.File).Where(character => !char.IsWhiteSpace(character)));
}
