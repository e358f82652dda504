using Accounting.LedgerMaker;

var options = MakerOptions.Parse(args);
if (options is null)
{
    Console.Error.WriteLine("Usage: Accounting.LedgerMaker --out FILE [--sums 2M] [--calls 100M] [--tenants 40] [--days 365] [--seed 1]");
    return 2;
}
if (File.Exists(options.Out))
{
    Console.Error.WriteLine($"{options.Out} is there already. Remove it, or name another file.");
    return 1;
}
new LedgerMaker(options).Make();
return 0;
