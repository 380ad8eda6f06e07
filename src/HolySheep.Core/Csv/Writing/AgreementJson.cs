using System.IO;
using System.Text;
using System.Text.Json;
using HolySheep.Csv.Agreement;

namespace HolySheep.Csv.Writing;

/// <summary>Writes what was found out about the agreement of two models as JSON, the same in summaries and reports.</summary>
internal static class AgreementJson
{
    public static string Of(CsvAgreementResult result)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("rate", result.Rate);
            json.WriteNumber("confidence", result.Confidence);
            json.WriteString("model", result.Model);
            json.WriteString("with", result.With);
            json.WriteNumber("sampled", result.Sampled);
            json.WriteNumber("agreed", result.Agreed);
            json.WriteBoolean("decided", result.IsDecided);
            json.WriteBoolean("all_stand", result.AllStand);
            json.WriteStartArray("answers");
            foreach (var answer in result.Answers)
            {
                json.WriteRawValue(answer);
            }

            json.WriteEndArray();
            json.WriteNumber("at_least", result.AtLeast);
            json.WriteString("message", result.Message);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
