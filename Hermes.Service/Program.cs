using System.Globalization;
using System.Net.Sockets;
using Hermes.Service.Draining;
using Hermes.Service.Health;
using Hermes.Service.Identity;
using Hermes.Service.Settings;
using Hermes.Service.Telemetry;
using Hermes.Service.Workload;

var builder = WebApplication.CreateSlimBuilder(args);

var faults = new List<SettingFault>();
var settings = ServiceSettings.Read(builder.Configuration, faults);
if (faults.Count > 0)
{
    foreach (var fault in faults)
    {
        await Console.Error.WriteLineAsync(fault.ToString());
    }

    return 1;
}

var resource = ServiceResource.OfThisProcess();

builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
// The host logs what it also throws, with a stack: below it becomes one line.
builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
builder.Logging.AddSimpleConsole(console =>
{
    console.SingleLine = true;
    console.UseUtcTimestamp = true;
    console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
});

builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
if (settings.Ports.Count > 0)
{
    // Both keys, or the framework warns that one overrides the other.
    builder.WebHost.UseSetting(WebHostDefaults.HttpPortsKey, "");
    builder.WebHost.UseUrls([.. settings.Ports.Select(port => string.Create(CultureInfo.InvariantCulture, $"http://*:{port}"))]);
}

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddDraining(settings);
builder.Services.AddIdentity(ServiceIdentity.Of(resource));
builder.Services.AddWorkload();
builder.AddTelemetry(settings, resource);

await using var app = builder.Build();
app.UseDraining();
app.MapIdentity();
app.MapHealth();
app.MapWorkload();

try
{
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (e is IOException or SocketException or FormatException)
{
    // Kestrel's words for a port that is taken, one that is not allowed, and a URL that is none.
    await Console.Error.WriteLineAsync(new SettingFault(settings.PortSetting, e.Message).ToString());
    return 1;
}
