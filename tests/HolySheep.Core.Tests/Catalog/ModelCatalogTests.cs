using Xunit;

namespace HolySheep.Catalog;

public sealed class ModelCatalogTests
{
    private static readonly ModelCatalog Catalog = new(
    [
        new ModelEntry { Id = "one", Aliases = ["uno"], Spellings = ["vendor/one", "one-2026-01-01", "two"] },
        new ModelEntry { Id = "two", Aliases = ["one"] },
    ]);

    [Theory]
    [InlineData("one", "one"), InlineData("UNO", "one"), InlineData("vendor/one", "one"), InlineData("one-2026-01-01", "one"), InlineData("two", "two"), InlineData("three", null)]
    public void The_facts_of_a_model_are_found_by_every_name_and_an_id_goes_before_others_names(string name, string? id) => Assert.Equal(id, Catalog.Find(name)?.Id);

    [Theory]
    [InlineData("one", "one"), InlineData("uno", "one"), InlineData("vendor/one", null), InlineData("one-2026-01-01", null)]
    public void Only_an_alias_has_the_id_sent_in_its_place(string name, string? id) => Assert.Equal(id, Catalog.FindByName(name)?.Id);
}
