using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.Errors;

namespace HolySheep.Configuration.Edits;

/// <summary>Edits <c>models</c>.</summary>
internal static class ModelNodes
{
    /// <summary>Changes or adds the configuration of a model; a model without any setting left is removed.</summary>
    /// <returns>The model as the file names it.</returns>
    public static string Set(JsonObject root, string name, ModelEdit edit)
    {
        var models = Nodes.Section(root, "models");
        name = Nodes.NameIn(models, name);
        var model = Nodes.Section(models, name);
        Nodes.CheckNames(edit.Targets?.Select(target => target.Address).ToList() ?? [], "targets");
        Nodes.SetList(model, "targets", edit.Targets is null ? null : new JsonArray(edit.Targets.Select(Target).ToArray()));
        Nodes.SetText(model, "strategy", edit.Strategy);
        if (edit.Price is { } price)
        {
            model["price"] = PriceNode.Of(price);
        }
        else if (edit.RemovePrice)
        {
            model.Remove("price");
        }

        Nodes.SetText(model, "cache", edit.Cache);
        if (model.Count == 0)
        {
            models.Remove(name);
        }

        if (models.Count == 0)
        {
            root.Remove("models");
        }

        if (edit.MakeDefault)
        {
            Nodes.Section(root, "defaults")["model"] = name;
        }

        return name;
    }

    /// <summary>Removes a model's entry.</summary>
    /// <exception cref="HolySheepException">The model has no entry.</exception>
    public static void Remove(JsonObject root, string name)
    {
        if (!Nodes.RemoveEntry(root, "models", name))
        {
            throw new HolySheepException(ErrorCode.ModelUnknown,
                $"Nothing is configured for the model '{name}'{NearestName.Suggest(name, (root["models"] as JsonObject)?.Select(member => member.Key) ?? [])}", CommandHint.ConfiguredModels);
        }
    }

    private static JsonNode Target(TargetEdit target) => target.Weight is { } weight
        ? new JsonObject { ["target"] = target.Address, ["weight"] = weight }
        : JsonValue.Create(target.Address);
}
