using System;
using System.IO;
using HolySheep.Configuration.Edits;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Configuration.Names;

public sealed class EmptyNameTests : IDisposable
{
    private const string Before = """
        { "providers": { "p": { "kind": "openai", "baseUrl": "http://127.0.0.1:1/v1", "apiKey": "env:P" } }, "models": { "m": { "targets": [ "p/a" ] } }, "chains": { "m": [ "b" ] },
          "rules": [ { "name": "r", "when": { "models": [ "m" ] }, "model": "b" } ], "splits": { "m": { "to": [ { "model": "b", "percent": 5 } ] } },
          "budgets": { "d": { "limit": 1, "period": "day", "scope": "tag=x" } } }
        """;

    private readonly ConfigurationHome _home = new();

    public static TheoryData<string> Blanks { get; } = ["", "  "];

    [Theory]
    [MemberData(nameof(Blanks))]
    public void A_list_with_an_empty_name_changes_nothing_and_the_error_says_which(string blank)
    {
        _home.Write(Before);
        Refused("fallback models", file => file.SetChain("m", [blank]));
        Refused("fallback models", file => file.SetChain("m", ["b", blank]));
        Refused("targets", file => file.SetModel("m", new ModelEdit { Targets = [new(blank)] }));
        Refused("members of the split", file => file.SetSplit("m", new SplitEdit { To = [new(blank)], Percent = 5 }));
        Refused("models of the rule", file => file.SetRule("r", new RuleEdit { Models = [blank] }));
        Refused("models of the rule", file => file.SetRule("r", new RuleEdit { Model = blank }));
        Refused("models of the chain", file => file.SetRule("r", new RuleEdit { Chain = [blank] }));
        Refused("models of the chain", file => file.SetBudget("d", new BudgetEdit { Chain = [blank] }));
        Refused("key references", file => file.SetProvider("p", new ProviderEdit { ApiKeys = [blank] }));
        Refused("programs that print a key", file => file.SetProvider("p", new ProviderEdit { KeyCommand = [blank] }));
    }

    [Theory]
    [MemberData(nameof(Blanks))]
    public void An_empty_scope_does_not_make_a_budget_count_every_call(string blank)
    {
        _home.Write(Before);
        var fault = Assert.Throws<HolySheepException>(() => _home.Open().SetBudget("d", new BudgetEdit { Scope = blank }));
        Assert.Equal((ErrorCode.ArgumentInvalid, "The scope of the budget is empty."), (fault.Code, fault.Message));
        Assert.Equal(Before, File.ReadAllText(_home.File));
    }

    public void Dispose() => _home.Dispose();

    private void Refused(string what, Action<ConfigurationFile> change)
    {
        var fault = Assert.Throws<HolySheepException>(() => change(_home.Open()));
        Assert.Equal((ErrorCode.ArgumentInvalid, $"A name in the list of {what} is empty."), (fault.Code, fault.Message));
        Assert.Equal(Before, File.ReadAllText(_home.File));
    }
}
