using HolySheep.Catalog;

namespace HolySheep.Configuration;

/// <summary>Whose price holds: the configuration's, else the catalogue's.</summary>
internal static class ModelPrices
{
    /// <summary>The price of a model that answers for another, or for itself; null where none is known.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="model">The model id that is sent.</param>
    /// <param name="asked">The model it answers for.</param>
    public static KnownPrice? Find(HolySheepConfiguration configuration, ModelCatalog catalog, string model, string asked)
    {
        if ((Configured(configuration, asked) ?? Configured(configuration, model)) is { } own)
        {
            return new KnownPrice(own, configuration.File, null);
        }

        return (catalog.Find(model) ?? catalog.Find(asked)) is { Price: { } price } entry ? new KnownPrice(price, entry.Source, entry.Date) : null;
    }

    private static ModelPrice? Configured(HolySheepConfiguration configuration, string model) =>
        configuration.Models.TryGetValue(model, out var options) ? options.Price : null;
}
