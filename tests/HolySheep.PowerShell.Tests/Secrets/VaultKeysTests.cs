using System;
using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.PowerShell.Secrets;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Secrets;

public sealed class VaultKeysTests
{
    private readonly AutoAdvanceTimeProvider _clock = new();
    private readonly List<string> _reads = [];

    [Fact]
    public void A_key_is_read_once_a_minute_at_most_and_again_after_that()
    {
        var keys = new VaultKeys(_clock);
        keys.Read(["v/a", "v/b"], Read);
        _clock.Advance(TimeSpan.FromSeconds(59));
        keys.Read(["v/a", "v/b"], Read);
        Assert.Equal(["v/a", "v/b"], _reads);

        _clock.Advance(TimeSpan.FromSeconds(1));
        keys.Read(["v/a"], Read);
        Assert.Equal(["v/a", "v/b", "v/a"], _reads);
        Assert.Equal("key of v/a", keys.Find("v/a")!.Reveal());
    }

    [Fact]
    public void A_missing_or_unreadable_value_is_read_again_at_once()
    {
        var keys = new VaultKeys(_clock);
        keys.Read(["v/a"], _ => null);
        Assert.Null(keys.Find("v/a"));
        keys.Read(["v/a"], _ => throw new HolySheepException(ErrorCode.CredentialMissing, "locked", "unlock"));
        var error = Assert.Throws<HolySheepException>(() => keys.Find("v/a"));
        Assert.Equal(("locked", "unlock"), (error.Message, error.Hint));
        keys.Read(["v/a"], Read);
        Assert.NotNull(keys.Find("v/a"));
    }

    [Fact]
    public void A_forgotten_value_is_read_again()
    {
        var keys = new VaultKeys(_clock);
        keys.Read(["v/a"], Read);
        keys.Forget();
        keys.Read(["v/a"], Read);
        Assert.Equal(2, _reads.Count);
    }

    private Secret Read(string path)
    {
        _reads.Add(path);
        return new Secret("key of " + path);
    }
}
