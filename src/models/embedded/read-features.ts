const V=process.env.FV??"base";
const wt=(s:string)=>s;
export function readFeatures(text:string,buckets:number):Int32Array{
  const seen=new Set<number>();let prev="",prev2="";
  const lower=text.normalize("NFKC").toLowerCase();
  for(const m of lower.matchAll(/\p{L}[\p{L}'’]{0,23}|\p{N}{1,24}|[?!£$€%]/gu)){
    let w=m[0].replaceAll("’","'");if(/^\p{N}/u.test(w))w="#";
    seen.add(h("w "+w,buckets));
    if(V.includes("b"))seen.add(h("p "+prev+" "+w,buckets));
    if(V.includes("s")&&prev2)seen.add(h("s "+prev2+" "+w,buckets));
    if(V.includes("c")&&w.length>=4){const k="_"+w+"_";for(let i=0;i+4<=k.length;i++)seen.add(h("c "+k.slice(i,i+4),buckets));}
    if(V.includes("p")&&w.length>5)seen.add(h("f "+w.slice(0,5),buckets));
    if(V.includes("3")&&w.length>=3){const k="_"+w+"_";for(let i=0;i+3<=k.length;i++)seen.add(h("t "+k.slice(i,i+3),buckets));}
    prev2=prev;prev=w;
  }
  return Int32Array.from(seen).sort();
}
function h(f:string,b:number){let x=0x811c9dc5;for(let i=0;i<f.length;i++)x=Math.imul(x^f.charCodeAt(i),0x01000193);x^=x>>>15;return (x>>>0)%b;}
