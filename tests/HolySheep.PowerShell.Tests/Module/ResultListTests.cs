using System;
using System.Collections;
using System.Linq;
using HolySheep.PowerShell.Tests.Engine;
using Xunit;

namespace HolySheep.PowerShell.Tests.Module;

/// <summary>Scripts index the lists of results; the compiler's own read-only lists have no index that PowerShell finds, and a number then gives the whole list.</summary>
public sealed class ResultListTests : IDisposable
{
    private readonly Session _session = Session.WithModule();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Invoke-HolySheepChat 'a' -SandboxScript 'gpt-4.1=429'")]
    [InlineData("Get-HolySheepFallbackChain")]
    [InlineData("Get-HolySheepModel -Offline")]
    [InlineData("Get-HolySheepProvider")]
    public void A_list_of_a_result_has_its_items_by_number(string script)
    {
        var result = _session.Run(script).ThrowOnError().Output[0];
        var lists = result.Properties.Where(property => property.Value is IEnumerable and not string and not IDictionary).ToList();

        Assert.NotEmpty(lists);
        Assert.All(lists, list => Assert.True(list.Value is Array || list.Value.GetType().GetProperty("Item") is not null, $"{list.Name}: {list.Value.GetType()}"));
    }

    [Fact]
    public void The_first_message_is_the_first() =>
        Assert.Equal("hello", _session.Run("(Invoke-HolySheepChat 'hello' -Sandbox).Conversation[0].Content").ThrowOnError().Values.Single());
}
